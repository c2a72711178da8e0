"""The response side of a tab: status line, verdict card, and the reply in four tabs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.diagnosis.aftermath_line import AftermathLine
from inspector.gui.diagnosis.verdict_text import announcement
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.answer_copy import copy_answer
from inspector.gui.response.sending_view import SendingView
from inspector.gui.response.status_line import StatusLine
from inspector.gui.response.status_words import explained, status_words
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools
from inspector.gui.trace.known import known_of
from inspector.gui.trace.pins import pins
from inspector.gui.widgets.banner import Banner
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.kind import name_pane
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.model.fix import Fix
    from inspector.workbench.answer import Answer


class ResponsePane(QWidget):
    """Shows the selected answer of a tab, or what happens while one is on its way.

    It carries out the commands about answers (evidence, older, newer, copy, find); the first fix
    and the export are carried out elsewhere: it runs "apply-fix" with the Fix as argument.
    """

    def __init__(self, attempts: Attempts, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempts = attempts
        self._tools = tools
        name_pane(self, "response_pane")
        self.status = StatusLine(attempts, tools, "export")
        self.sending = SendingView(tools.theme)
        self.note = Banner(tools.theme, "", "info", closable=True)
        self.aftermath = AftermathLine(tools.theme)
        self.body = AnswerBody(tools)
        self._empty = EmptyState(
            tools.theme,
            tr("Send the request to see the reply"),
            tr("The cause, its proofs and the fix appear here."),
            "send",
        )
        self._arrange()
        self._connect()
        self._provide()
        self._show(attempts.current)
        self._choose(tools.choices.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the verdict take at most a part of the height."""
        super().resizeEvent(event)
        self.body.fit()
        if event.oldSize().width() != self.width():
            self.updateGeometry()  # words that wrap need another height

    def minimumSizeHint(self) -> QSize:
        """Return the height that wrapped words need too; the page scrolls where it has less."""
        least, layout = super().minimumSizeHint(), self.layout()
        high = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        return QSize(least.width(), max(least.height(), high))

    # -------------------------------------------------------------- attempts
    def _show(self, answer: "Answer | None") -> None:
        self.sending.end()
        self.body.set_dimmed(dimmed=False)
        self._pages.setCurrentIndex(0 if answer is None else 1)
        entry = -1 if answer is None else explained(answer.attempt, answer.verdict)
        shown = answer is not None and entry >= 0
        exchange = answer.attempt.exchanges[entry] if answer and shown else None
        words = status_words(exchange, known_of(self._tools)) if exchange else None
        told = answer is not None and answer.verdict.is_told
        self.status.show_status(words, explained=told)
        self.aftermath.show_aftermath(answer.aftermath if answer is not None else None)
        self.body.show_answer(answer, entry)
        self._tools.actions.refresh()

    def _added(self, answer: "Answer") -> None:
        self.note.hide()
        entry = explained(answer.attempt, answer.verdict)
        if entry < 0:
            return
        status = status_words(answer.attempt.exchanges[entry], known_of(self._tools)).pill
        if answer.aftermath is not None:
            status = f"{status}. {answer.aftermath.title}"
        self._announce(announcement(status, answer.verdict, len(pins(answer.verdict))))

    def _started(self) -> None:
        self.note.hide()
        self.aftermath.hide()
        self.sending.begin()
        self.body.set_dimmed(dimmed=True)
        self._pages.setCurrentIndex(1 if self._attempts.current else 0)
        self._empty.setVisible(self._attempts.current is None)
        self._empty.show_text(tr("Sending…"), tr("Each step appears above as it happens."))

    def _ended(self, reason: str) -> None:
        self.sending.end()
        self.body.set_dimmed(dimmed=False)
        self._empty.show_text(
            tr("Send the request to see the reply"),
            tr("The cause, its proofs and the fix appear here."),
        )
        if reason:
            self.note.show_text(reason)
            self.note.show()
            self._announce(reason)

    def _announce(self, text: str) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
        self.setAccessibleDescription(text)

    # -------------------------------------------------------------- commands
    def _connect(self) -> None:
        attempts, choices = self._attempts, self._tools.choices
        attempts.selected.connect(self._show)
        attempts.added.connect(self._added)
        attempts.started.connect(self._started)
        attempts.progressed.connect(self.sending.add)
        attempts.ended.connect(self._ended)
        choices.changed.connect(self._choose)
        self.aftermath.undo_asked.connect(self._undo_fix)
        self.body.fix_chosen.connect(self._fix)
        self.body.copy_asked.connect(self._copy)
        self.body.tabs.secrets_clicked.connect(lambda: choices.toggle("secrets_hidden"))
        self.body.tabs.notes_clicked.connect(lambda: choices.toggle("notes_on"))

    def _provide(self) -> None:
        attempts = self._attempts

        def proofs() -> bool:
            return attempts.current is not None and bool(pins(attempts.current.verdict))

        def answered() -> bool:
            return attempts.current is not None

        for name, do, when in (
            ("next-evidence", lambda _: self.body.step(1), proofs),
            ("previous-evidence", lambda _: self.body.step(-1), proofs),
            ("show-verdict", lambda _: self.body.focus_verdict(), answered),
            ("copy-answer", lambda _: self._copy(), answered),
            ("find", lambda _: self.body.tabs.begin_find(), answered),
            ("older", lambda _: attempts.older(), lambda: attempts.can_go_older),
            ("newer", lambda _: attempts.newer(), lambda: attempts.can_go_newer),
        ):
            self._tools.actions.provide(name, do, self, when)

    def _fix(self, fix: "Fix") -> None:
        self._tools.actions.run("apply-fix", fix)

    def _undo_fix(self) -> None:
        self._tools.actions.run("undo-fix")
        self.aftermath.undo.hide()

    def _copy(self) -> None:
        answer = self._attempts.current
        if answer is not None:
            copy_answer(answer, self._tools)

    def _choose(self, choice: Choice) -> None:
        self.body.show_choice(choice)

    def _arrange(self) -> None:
        self.note.hide()
        self.sending.hide()
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 14)
        column.setSpacing(10)
        for part in (self.status, self.note, self.sending, self.aftermath):
            column.addWidget(part)
        column.addWidget(pages, 1)
