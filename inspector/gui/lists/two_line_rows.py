"""Lists whose rows have two lines under columns, and keys that act on the chosen row."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QRect, QSize, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

from inspector.gui.lists.plain_rows import PlainList, PlainRow, record_at
from inspector.gui.lists.row_painter import Index, Row, RowLine, RowPainter, RowShape
from inspector.gui.theme import Theme
from inspector.gui.widgets.kind import set_kind

_HEIGHT, _TWO, _PAD, _SIDE, _RADIUS = 52, 2, 6, 16, 4

Cell = tuple[RowLine, ...]
"""What stands in a column of a row: nothing, one line in its middle, or two."""


class TwoLines(msgspec.Struct, frozen=True, kw_only=True):
    """columns: where they are in a room of that width. cells: of a record, one a column."""

    columns: Callable[[Theme, QRect], tuple[QRect, ...]]
    cells: Callable[[Any], tuple[Cell, ...]]


class TwoLineList(PlainList):
    """The one that was chosen stays it when others are shown."""

    def __init__(self, theme: Theme, name: str, said: str, lines: TwoLines) -> None:
        super().__init__(name, said)
        self._lines = lines
        self._keys: Mapping[Qt.Key, SignalInstance] = {}
        set_kind(self, "bare")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        shape = RowShape(rooms=self._rooms, size=_size, ground="bar", side=_SIDE, radius=_RADIUS)
        self.setItemDelegate(RowPainter(theme, self, shape, self._look))
        theme.changed.connect(self.doItemsLayout)

    def take_keys(self, keys: Mapping[Qt.Key, SignalInstance]) -> None:
        """Tell of these keys, before a shortcut of the window takes them."""
        self._keys = keys

    def show_records(self, rows: tuple[PlainRow, ...], same: Callable[[Any, Any], bool]) -> None:
        """Show these; the one that is the same as the chosen one is chosen, else the first."""
        before = self.record()
        self.show_rows(rows)
        again = (at for at, row in enumerate(rows) if before and same(row.record, before))
        if rows:
            self.setCurrentRow(next(again, 0))

    def event(self, event: QEvent) -> bool:
        """Take its keys before a shortcut of the window does."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._asked(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of its keys."""
        asked = self._asked(event)
        if asked is not None:
            asked.emit()
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> SignalInstance | None:
        return self._keys.get(Qt.Key(event.key()))

    def _look(self, index: Index, _chosen: bool) -> Row | None:  # noqa: FBT001 - as the painter calls it
        record = record_at(index)
        if record is None:
            return None
        cells = self._lines.cells(record)
        lines = tuple(line for cell in cells for line in cell)
        return Row(lines=lines, cells=tuple(map(len, cells)))

    def _rooms(self, theme: Theme, rect: QRect, row: Row) -> tuple[QRect, ...]:
        columns = zip(self._lines.columns(theme, rect), row.cells, strict=True)
        return tuple(room for column, lines in columns for room in _parts(theme, column, lines))


def _size(theme: Theme, _index: Index) -> QSize:
    return QSize(0, theme.row(_HEIGHT, lines=2))


def _parts(theme: Theme, column: QRect, lines: int) -> tuple[QRect, ...]:
    """Return where so many lines, two at most, lie in a column."""
    if lines < _TWO:
        return (column,) * lines
    half, pad = column.height() // 2, min(theme.px(_PAD), column.height() // 10)
    upper = QRect(column.x(), column.y() + pad, column.width(), half - pad)
    return upper, QRect(column.x(), column.y() + half, column.width(), half - pad)
