"""The list of secrets: what each is, who uses it, where it may go, its end, the last answer."""

from datetime import UTC, datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.lists.plain_rows import PlainCell, PlainRow
from inspector.gui.lists.row_painter import Part, RowLine
from inspector.gui.lists.two_line_rows import Cell, TwoLineList, TwoLines
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.buttons import Button
from inspector.model.annotation import Level
from inspector.presentation.vault.secret_rows import SecretRow, SortKey
from inspector.presentation.vault.secret_words import (
    answer_lines,
    end_lines,
    host_lines,
    second_line,
    spoken,
    uses_words,
    worst,
)
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

_HEAD, _SIDE, _TILE, _SIGN, _ICON, _GAP = 36, 16, 30, 13, 16, 4
_NARROW, _TIGHT = 620, 460  # pixels at 100 %: below, columns go
_INKS: dict[Level, tuple[str, str]] = {
    "bad": ("circle-x", "err"),
    "odd": ("triangle-alert", "warn"),
    "info": ("equal", "text2"),
    "good": ("circle-check", "ok"),
}


class Columns:
    """Where the columns of a line of that width are; empty rooms have no place there."""

    def __init__(self, theme: Theme, room: QRect) -> None:
        px = theme.px
        self._top, self._high, self._gap = room.y(), room.height(), px(10)
        left, right = room.x() + px(_SIDE), room.right() - px(8)
        self.tile = QRect(left, room.y(), px(_TILE), room.height())
        left += px(_TILE + 12)
        shares = {"name": 30, "uses": 13, "hosts": 21, "ends": 25, "answer": 17}
        if room.width() < px(_NARROW):
            del shares["uses"], shares["answer"]
        if room.width() < px(_TIGHT):
            del shares["ends"]
        self.rooms: dict[str, QRect] = {}
        whole = sum(shares.values())
        for name, share in shares.items():
            wide = (right - left) * share // whole
            before = sum(one.width() + self._gap for one in self.rooms.values())
            self.rooms[name] = QRect(left + before, self._top, wide - self._gap, self._high)


class ListHead(QWidget):
    """sort_asked(key): a column's name was pressed."""

    sort_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons = {key: Button(theme, word, "ghost") for key, word in _heads().items()}
        for key, button in self.buttons.items():
            button.setParent(self)
            button.setObjectName(f"vault_sort_{key}")
            button.setAccessibleName(tr("Sort by {column}", column=_heads()[key]))
            button.clicked.connect(lambda _=False, key=key: self.sort_asked.emit(key))
        theme.changed.connect(self._renew)
        self._renew()

    def show_order(self, key: SortKey, *, turned: bool) -> None:
        """Mark the column that the rows are sorted by."""
        for name, button in self.buttons.items():
            sign = ("chevron-up" if turned else "chevron-down") if name == key else ""
            button.set_icon(sign)
            if not sign:
                button.setIcon(QIcon())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand above the columns."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        rooms = Columns(self._theme, self.rect()).rooms
        for key, button in self.buttons.items():
            room = rooms.get(key)
            button.setVisible(room is not None)
            if room is not None:
                wide = min(button.sizeHint().width(), room.width() + self._theme.px(8))
                high = button.sizeHint().height()
                top = room.y() + (room.height() - high) // 2
                button.setGeometry(room.x() - self._theme.px(8), top, wide, high)

    def _renew(self) -> None:
        self.setFixedHeight(self._theme.row(_HEAD))
        self._place()


def _heads() -> dict[str, str]:
    return {
        "name": tr("Secret"),
        "uses": tr("Used by"),
        "hosts": tr("May go to"),
        "ends": tr("Ends or rotate by"),
        "answer": tr("Last answer"),
    }


class SecretList(TwoLineList):
    """Of the chosen secret, by its keys: delete_asked(), rename_asked(), detail_asked()."""

    delete_asked = Signal()
    rename_asked = Signal()
    detail_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        self._now = datetime.now(UTC)
        lines = TwoLines(columns=_columns, cells=lambda row: _cells(row, self._now))
        super().__init__(theme, "vault_list", tr("Secrets"), lines)
        self.take_keys(
            {
                Qt.Key.Key_Delete: self.delete_asked,
                Qt.Key.Key_F2: self.rename_asked,
                Qt.Key.Key_Return: self.detail_asked,
                Qt.Key.Key_Enter: self.detail_asked,
            }
        )

    @property
    def chosen(self) -> SecretRow | None:
        """The secret that is chosen."""
        row: SecretRow | None = self.record()
        return row

    def show_secrets(self, rows: tuple[SecretRow, ...]) -> None:
        """Show these."""
        now = self._now = datetime.now(UTC)
        shown = (PlainRow(cells=(_cell(row, now),), record=row) for row in rows)
        self.show_records(tuple(shown), lambda row, before: row.ref == before.ref)


def _columns(theme: Theme, room: QRect) -> tuple[QRect, ...]:
    at = Columns(theme, room)
    return at.tile, *(at.rooms.get(name, QRect()) for name in _heads())


def _cell(row: SecretRow, now: datetime) -> PlainCell:
    words = spoken(row, now)
    return PlainCell(text=row.name, tip=words.replace(", ", "\n"), said=words)


def _cells(row: SecretRow, now: datetime) -> tuple[Cell, ...]:
    uses = RowLine(main=Part(text=uses_words(row), ink="text2", weight=MEDIUM))
    return (
        (_tile(row),),
        _name(row),
        (uses,),
        _two(host_lines(row), "text2"),
        _two(end_lines(row, now), _end_ink(row, now)),
        _answer(row, now),
    )


def _tile(row: SecretRow) -> RowLine:
    told = worst(row)
    ink = _INKS[told.level][1] if told is not None else "text2"
    return RowLine(left=(Part(icon=row.kind.icon, ink=ink, icon_size=_ICON, tile=_TILE),))


def _name(row: SecretRow) -> Cell:
    told, name = worst(row), RowLine(main=Part(text=row.name, size=13, weight=SEMIBOLD))
    if told is None:
        return name, RowLine(main=Part(text=second_line(row), ink="text2"))
    icon, ink = _INKS[told.level]
    return name, _marked(icon, ink, second_line(row))


def _answer(row: SecretRow, now: datetime) -> Cell:
    lines, status = answer_lines(row, now), row.secret.entry.status
    if not status:
        return _two(lines, "text2")
    icon, ink = _INKS["bad" if status in ERRORS else "good"]
    first = _marked(icon, ink, lines[0])
    return (first, RowLine(main=Part(text=lines[1], ink="text2"))) if lines[1] else (first,)


def _end_ink(row: SecretRow, now: datetime) -> str:
    ends = row.ends
    if ends is None or row.kind.renews:
        return "text2"
    left = (ends - now).total_seconds()
    return "err" if left <= 0 else "text2"


def _marked(icon: str, ink: str, text: str) -> RowLine:
    sign = Part(icon=icon, ink=ink, icon_size=_SIGN, gap=_GAP)
    return RowLine(left=(sign,), main=Part(text=text, ink=ink, weight=MEDIUM))


def _two(lines: tuple[str, str], ink: str) -> Cell:
    first = RowLine(main=Part(text=lines[0], ink=ink, weight=MEDIUM))
    return (first, RowLine(main=Part(text=lines[1], ink=ink))) if lines[1] else (first,)
