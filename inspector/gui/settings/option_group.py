"""The options of one group: its title, and a card with a row for each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.settings.option_row import OptionRow
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.line import Line
from inspector.settings.options import Option


class OptionGroup(QWidget):
    """`rows`: by key. `show_only` leaves out what was not found."""

    def __init__(self, title: str, options: tuple[Option, ...], theme: Theme) -> None:
        super().__init__()
        self.title = title
        self.rows = {option.key: OptionRow(option, theme) for option in options}
        self._lines: dict[str, Line] = {}
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(title, "heading"))
        card = Card(theme, 0)
        card.column.setContentsMargins(16, 4, 16, 4)
        card.column.setSpacing(0)
        for key, row in self.rows.items():
            self._lines[key] = Line()
            card.column.addWidget(self._lines[key])
            card.column.addWidget(row)
        column.addWidget(card)
        next(iter(self._lines.values())).hide()

    def add_card(self, card: Card) -> None:
        """Put a card below the options: what belongs to them and is no option itself."""
        self._column.addWidget(card)

    def show_only(self, keys: set[str]) -> None:
        """Show these options; a group without any of them is hidden."""
        shown = [key for key in self.rows if key in keys]
        for key, row in self.rows.items():
            row.setVisible(key in shown)
            self._lines[key].setVisible(key in shown[1:])
        self.setVisible(bool(shown))
