"""The causes that look alike where no word names a reason: each, what would tell it, the cost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.export.look_alikes import LookAlike
from inspector.gui.theme import Theme
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.painting import clear
from inspector.presentation.experiments.tried import Tried
from inspector.presentation.verdict.verdict_card import alike_spoken
from inspector.wording import tr

_NAME, _SIGN, _COST = 0, 1, 2
_NAME_WIDTH, _COST_WIDTH = 150, 146


class DoubtTable(QWidget):
    """A row for each cause; which experiment shows it stands as its number in the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("doubt_table")
        self.setAccessibleName(tr("Causes that look alike here"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(_SIGN, 1)

    def show_doubts(self, doubts: tuple[LookAlike, ...], tried: Tried) -> None:
        """Show these causes; hidden where there are none."""
        clear(self._grid)
        self.setVisible(bool(doubts))
        if not doubts:
            return
        self._grid.setColumnMinimumWidth(_NAME, self._theme.px(_NAME_WIDTH))
        self._grid.setColumnMinimumWidth(_COST, self._theme.px(_COST_WIDTH))
        heads = (tr("Possible cause"), tr("What would tell it apart"), tr("Cost"))
        for column, text in enumerate(heads):
            self._grid.addWidget(Label(text, "small", wrap=True), 0, column)
        top = Qt.AlignmentFlag.AlignTop
        for row, one in enumerate(doubts, 1):
            name = Label(one.name, "heading", wrap=True)
            name.setAccessibleName(alike_spoken(one, tried.number(one.experiment)))
            self._grid.addWidget(name, row, _NAME, top)
            self._grid.addWidget(Label(one.sign, "body", wrap=True), row, _SIGN, top)
            self._grid.addWidget(Label(one.cost, "quiet", wrap=True), row, _COST, top)
