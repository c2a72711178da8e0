"""Asks for what a run must not do unasked: a box for each thing, none ticked by itself."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QWidget,
)

from inspector.gui.theme import Theme
from inspector.gui.widgets.ask_card import AskCard
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.menu import literal
from inspector.gui.widgets.painting import clear
from inspector.model.matrix import Terms
from inspector.presentation.matrix.matrix_consent import Question, terms
from inspector.wording import tr

_BESIDE = 560  # wide enough for a box and what may happen, side by side


class ConsentCard(AskCard):
    """changed(): something was agreed to, or no longer."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=4)
        self._asked: tuple[Question, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._lines: list[QBoxLayout] = []
        self.title.setText(tr("Not sent unless you agree"))
        self.rows.setSpacing(2)
        self.setObjectName("matrix_consent")
        self.hide()

    @property
    def terms(self) -> Terms:
        """What is agreed to now."""
        return terms(name for name, box in self._boxes.items() if box.isChecked())

    def ask(self, asked: tuple[Question, ...]) -> None:
        """Ask these, all unticked: what was agreed to before was about another choice."""
        if asked != self._asked:
            self._asked = asked
            self._rebuild()
        for box in self._boxes.values():
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        self.setVisible(bool(asked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what may happen beside its box where there is room, else below."""
        super().resizeEvent(event)
        for line in self._lines:
            line.setDirection(self._way())

    def _rebuild(self) -> None:
        clear(self.rows)
        self._boxes, self._lines = {}, []
        for each in self._asked:
            self._add(each)

    def _add(self, asked: Question) -> None:
        box = QCheckBox(literal(asked.text))
        box.setObjectName(f"matrix_agree_{asked.id.replace(' ', '_').lower()}")
        box.setAccessibleDescription(asked.risk)
        box.setMinimumWidth(self._theme.px(210))
        box.toggled.connect(lambda _checked: self.changed.emit())
        self._boxes[asked.id] = box
        row = QWidget()
        line = QBoxLayout(self._way(), row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(box)
        line.addWidget(Label(asked.risk, "small", wrap=True), 1)
        self._lines.append(line)
        self.rows.addWidget(row)

    def _way(self) -> QBoxLayout.Direction:
        way = QBoxLayout.Direction
        return way.LeftToRight if self.width() >= self._theme.px(_BESIDE) else way.TopToBottom
