"""What a watch has noted: the moments at which a verdict flipped, to be compared."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Card
from inspector.gui.widgets.label import InlineCheck
from inspector.gui.widgets.painting import clear
from inspector.presentation.runs.run_words import flip_words
from inspector.protocol.redaction import Known
from inspector.wording import tr
from inspector.workbench.runs.watching import Flip

_MOST = 3


class WatchNote(Card):
    """compare_asked(int): the attempts before and after that flip, the newest is 0."""

    compare_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 10)
        self._theme = theme
        self._shown: tuple[tuple[str, ...], bool] = ((), False)
        self._rows = QVBoxLayout()
        self.column.addLayout(self._rows)
        self.hide()

    def show_flips(self, flips: Sequence[Flip], known: Known, *, on: bool) -> None:
        """Show the newest; on: whether the watch goes on."""
        self.setVisible(on or bool(flips))
        texts = tuple(flip_words(each, known) for each in flips[:_MOST])
        if (texts, on) == self._shown:
            return
        self._shown = (texts, on)
        clear(self._rows)
        for place, text in enumerate(texts):
            self._rows.addWidget(self._row(text, place))
        if on and not texts:
            told = tr("Watching: no verdict has changed so far.")
            self._rows.addWidget(InlineCheck(self._theme, told, "info"))

    def _row(self, text: str, place: int) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(InlineCheck(self._theme, text, "info"), 1)
        compare = Button(self._theme, tr("Compare"), "ghost", "columns-3")
        compare.setAccessibleDescription(text)
        compare.clicked.connect(lambda _=False: self.compare_asked.emit(place))
        line.addWidget(compare)
        return row
