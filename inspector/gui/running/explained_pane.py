"""The pane beside a run: one of its requests explained, as its tab would."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.reply_tabs import EXPERIMENTS
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Label, OneLine
from inspector.gui.widgets.marks import Pill, State, state_of
from inspector.presentation.exchange.status_words import explained, status_words
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


class ExplainedPane(QWidget):
    """stepped(int): the next (1) or the previous (-1) is wanted. open_asked(): as a tab.

    fix_chosen(Fix), copy_asked(): of the answer shown.
    """

    stepped = Signal(int)
    open_asked = Signal()
    compare_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        theme = tools.theme
        self.setObjectName("explained_pane")
        self.name = OneLine("heading")
        self.open = Button(theme, tr("Open as a tab"), "ghost", "external-link")
        self.compare = Button(theme, tr("Compare with the run before"), "ghost", "columns-3")
        self.back = IconButton(theme, "chevron-up", tr("Request before"))
        self.forth = IconButton(theme, "chevron-down", tr("Request after"))
        self.pill = Pill(theme)
        self.facts = Label("", "field")
        self.body = AnswerBody(tools)
        self.body.tabs.tabs.setTabVisible(EXPERIMENTS, False)  # its own tab has them
        self.empty = EmptyState(
            theme,
            tr("Nothing chosen yet"),
            tr("Choose a request of the run: its cause, proofs and fix appear here."),
            "play",
        )
        self._status = QWidget()
        self._lay_out()
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.open.clicked.connect(self.open_asked)
        self.compare.clicked.connect(self.compare_asked)
        tools.choices.changed.connect(self.body.show_choice)
        self.body.show_choice(tools.choices.value)
        self.show_answer(None, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the verdict take at most a part of the new size."""
        super().resizeEvent(event)
        self.body.fit()

    def show_answer(self, answer: "Answer | None", name: str, *, beside: bool = False) -> None:
        """Show the answer of a request; beside: whether the run before has one to compare with."""
        self.name.show_line(name)
        entry = explained(answer.attempt, answer.verdict) if answer is not None else -1
        there = answer is not None and entry >= 0
        for part in (self._status, self.body, self.open):
            part.setVisible(there)
        self.compare.setVisible(there and beside)
        self.empty.setVisible(not there)
        if answer is None or entry < 0:
            return
        words = status_words(answer.attempt.exchanges[entry], known_of(self._tools))
        state: State = state_of(words.status)
        wrong = answer.verdict.is_told and state == "ok"
        self.pill.show_state(words.pill, "warn" if wrong else state)
        self.facts.setText("   ".join(words.facts))
        self.body.show_answer(answer, entry)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.name, 1)
        head.addWidget(self.back)
        head.addWidget(self.forth)
        flow = FlowLayout(self._status, gap=10)
        for part in (self.pill, self.facts, self.open, self.compare):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._status)
        column.addWidget(self.body, 1)
        column.addWidget(self.empty, 1)
