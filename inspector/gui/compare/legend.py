"""What the colours of a comparison mean: only those that occur, in a line at its foot."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.compare.records import Comparison
from inspector.gui.compare.line_delegate import CELL_LOOKS
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.flow_layout import FlowLayout
from inspector.gui.widgets.label import Icon, Label
from inspector.wording import tr

_HIGH = 640  # pixels at 100 %: in a lower page the lines need the room


class Legend(QWidget):
    """Hidden while nothing is marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: dict[str, QWidget] = {}
        self._marked = False
        self.setAccessibleName(tr("What the colours mean"))
        words = {
            "bad": tr("stands in the way"),
            "good": tr("as the API wants it"),
            "changed": tr("changed"),
        }
        row = FlowLayout(gap=16)
        for state, (icon, token, *_) in CELL_LOOKS.items():
            self._parts[state] = _part(Icon(theme, icon, token, 13), words[state])
            row.addWidget(self._parts[state])
        row.addWidget(Label(tr("Tinted characters differ"), "quiet"))
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 8, 14, 8)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addLayout(inside)
        self.hide()

    def show_states(self, comparison: Comparison) -> None:
        """Explain the states that occur."""
        lines = [line for section in comparison.sections for line in section.lines]
        states = {cell.state for line in lines for cell in line.cells if cell is not None}
        for state, part in self._parts.items():
            part.setVisible(state in states)
        self._marked = not states.isdisjoint(self._parts)

    def fit(self, height: int) -> None:
        """Leave the room to the lines where the page is low."""
        self.setVisible(self._marked and height >= self._theme.px(_HIGH))


def _part(icon: Icon, words: str) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    row.addWidget(icon)
    row.addWidget(Label(words, "small"))
    return part
