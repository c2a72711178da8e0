"""The line over the verdict: status pill, time, size, versions, older and newer, Export."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from inspector.gui.state.attempts import Attempts
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.marks import Pill, State, state_of
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.exchange.status_words import StatusWords
from inspector.wording import tr, tr_n

_GAP = 10


class StatusLine(QWidget):
    """Shows an answer's status; its buttons run the commands of that name."""

    def __init__(self, attempts: Attempts, tools: Tools, export: str) -> None:
        super().__init__()
        self._attempts = attempts
        self.pill = Pill(tools.theme)
        self.pill.setObjectName("status_pill")
        self._facts = [Label("", "field") for _ in range(3)]
        self._rules: list[QWidget] = [Line(upright=True) for _ in range(3)]
        self._of = Label("", "quiet")
        self.older = IconButton(tools.theme, "chevron-left", tr("Older attempt"))
        self.newer = IconButton(tools.theme, "chevron-right", tr("Newer attempt"))
        self.older.clicked.connect(attempts.older)
        self.newer.clicked.connect(attempts.newer)
        self.compare = Button(tools.theme, tr("Compare"), "ghost", "columns-3")
        self.compare.setObjectName("compare_button")
        set_tip(self.compare, tr("Compare with the attempt before"))
        self.compare.clicked.connect(lambda: tools.actions.run("compare-previous"))
        self.export = Button(tools.theme, tr("Export"), "ghost", "download")
        self.export.setObjectName("export_button")
        self.export.clicked.connect(lambda: tools.actions.run(export))
        self.keep = IconButton(tools.theme, "save", tr("Keep the answer as an example"))
        self.keep.follow(tools.actions.action("keep-example"))
        self._arrange()
        self._theme = tools.theme
        tools.theme.changed.connect(self._size)
        self._size()
        self.show_status(None)

    def show_status(self, status: StatusWords | None, *, explained: bool = False) -> None:
        """Show these words; None: there is no answer.

        explained: the verdict says what is wrong, so a 200 that hides a refusal is not green.
        """
        self.pill.setVisible(status is not None)
        self.export.setVisible(status is not None)
        self.keep.setVisible(status is not None)
        facts = status.facts if status else ()
        set_tip(self.pill, ", ".join(facts))
        for place, (label, rule) in enumerate(zip(self._facts, self._rules, strict=True)):
            text = facts[place] if place < len(facts) else ""
            label.setText(text)
            label.setVisible(bool(text))
            rule.setVisible(bool(text) and place > 0)
        if status is not None:
            state: State = state_of(status.status)
            wrong = explained and state == "ok"
            self.pill.show_state(status.pill, "warn" if wrong else state)
        self.show_place()

    def show_waiting(self, text: str, requests: int) -> None:
        """Say that a running sign-in waits for the person, and what was sent so far."""
        sent = tr_n("{count} request", "{count} requests", requests)
        words = StatusWords(status=None, pill=text, facts=(sent, tr("API not called yet")))
        self.show_status(words)
        self.pill.show_state(text, "info")

    def show_place(self) -> None:
        """Say which of the tab's attempts is shown."""
        count = len(self._attempts.answers)
        for part in (self.older, self.newer, self._of, self.compare):
            part.setVisible(count > 1)
        self.older.setEnabled(self._attempts.can_go_older)
        self.newer.setEnabled(self._attempts.can_go_newer)
        number = self._attempts.index + 1
        self._of.setText(tr("{number} of {count}", number=number, count=count))
        self._turn()

    def _size(self) -> None:
        for rule in self._rules:
            rule.setFixedHeight(self._theme.px(16))
        self._turn()

    def _arrange(self) -> None:
        left, self._doing = QWidget(), QWidget()
        flow = FlowLayout(left, gap=_GAP)
        flow.addWidget(self.pill)
        pairs = zip(self._facts, self._rules, strict=True)
        self._holders = [_in_row(rule, label) for label, rule in pairs]
        for holder in self._holders:
            flow.addWidget(holder)
        buttons = QHBoxLayout(self._doing)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(4)
        buttons.addStretch(1)
        for part in (self.older, self._of, self.newer, self.compare, self.keep, self.export):
            buttons.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(left, 1)
        self._row.addWidget(self._doing, 0, Qt.AlignmentFlag.AlignTop)  # beside the pill

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the buttons below where pill and buttons have no room beside each other."""
        way = QBoxLayout.Direction
        wanted = self.pill.sizeHint().width() + self._doing.sizeHint().width()
        narrow = self.width() < wanted + self._row.spacing()
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        beside = 0 if narrow else self._doing.sizeHint().width() + self._row.spacing()
        self._fit_facts(self.width() - beside)

    def _fit_facts(self, room: int) -> None:
        """Leave out the last facts where there is no room; the pill's tooltip has them all."""
        used = self.pill.sizeHint().width()
        for label, holder in zip(self._facts, self._holders, strict=True):
            used += _GAP + holder.sizeHint().width()
            holder.setVisible(bool(label.text()) and used <= room)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider of both parts, as they may stand below each other."""
        wide = max(self.pill.sizeHint().width(), self._doing.minimumSizeHint().width())
        return QSize(wide, super().minimumSizeHint().height())


def _in_row(rule: QWidget, label: QLabel) -> QWidget:
    """Return a rule and a label as one thing."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    row.addWidget(rule)
    row.addWidget(label)
    return holder
