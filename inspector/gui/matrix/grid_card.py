"""The card at the right: the grid, or what to do while nothing is chosen."""

from PySide6.QtWidgets import QWidget

from inspector.gui.matrix.grid_model import GridModel
from inspector.gui.matrix.grid_view import GridView
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.empty_state import EmptyState
from inspector.wording import tr


class GridCard(Card):
    """Follows the model: without rows or columns the empty state is shown."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 6)
        self.model = GridModel(self)
        self.grid = GridView(theme, self.model)
        self.empty: QWidget = EmptyState(
            theme,
            tr("Nothing chosen yet"),
            tr("Tick requests and credentials at the left. The grid then shows what a run sends."),
            "columns-3",
        )
        self.column.addWidget(self.grid, 1)
        self.column.addWidget(self.empty, 1)
        self.model.modelReset.connect(self._renew)
        self._renew()

    def _renew(self) -> None:
        filled = bool(self.model.rowCount() and self.model.columnCount())
        self.grid.setVisible(filled)
        self.empty.setVisible(not filled)
