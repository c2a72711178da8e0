"""The list of secrets: what each is, who uses it, where it may go, its end, the last answer."""

from datetime import UTC, datetime

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.painting import Words, elided, focus_ring, icon_at, middle, rounded
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
from inspector.wording import tr

HEIGHT, _HEAD = 52, 36
_SIDE, _EDGE, _TILE, _SIGN, _ICON = 16, 3, 30, 13, 16
_NARROW, _TIGHT = 620, 460  # pixels at 100 %: below, columns go
_REFUSED = 400
_INKS: dict[Level, tuple[str, str]] = {
    "bad": ("circle-x", "err"),
    "odd": ("triangle-alert", "warn"),
    "info": ("equal", "text2"),
    "good": ("circle-check", "ok"),
}
Index = QModelIndex | QPersistentModelIndex


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


class SecretList(PlainList):
    """delete_asked(), rename_asked(): of the chosen secret, by its keys. entered(): Enter."""

    delete_asked = Signal()
    rename_asked = Signal()
    detail_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("vault_list", tr("Secrets"))
        set_kind(self, "bare")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.delegate = SecretRowPainter(theme, self)
        self.setItemDelegate(self.delegate)
        theme.changed.connect(self.doItemsLayout)

    @property
    def chosen(self) -> SecretRow | None:
        """The secret that is chosen."""
        row: SecretRow | None = self.record()
        return row

    def show_secrets(self, rows: tuple[SecretRow, ...]) -> None:
        """Show these; the one that was chosen stays it, else the first is."""
        before = self.chosen
        now = datetime.now(UTC)
        self.delegate.now = now
        self.show_rows(tuple(PlainRow(cells=(_cell(row, now),), record=row) for row in rows))
        same = (at for at, row in enumerate(rows) if before and row.ref == before.ref)
        if rows:
            self.setCurrentRow(next(same, 0))

    def event(self, event: QEvent) -> bool:
        """Take Delete and F2 before a shortcut of the window does."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, F2 renames, Enter goes to the detail."""
        asked = {
            Qt.Key.Key_Delete: self.delete_asked,
            Qt.Key.Key_F2: self.rename_asked,
            Qt.Key.Key_Return: self.detail_asked,
            Qt.Key.Key_Enter: self.detail_asked,
        }.get(Qt.Key(event.key()))
        if asked is not None:
            asked.emit()
        else:
            super().keyPressEvent(event)


_OWN_KEYS = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_F2})


def _cell(row: SecretRow, now: datetime) -> PlainCell:
    words = spoken(row, now)
    return PlainCell(text=row.name, tip=words.replace(", ", "\n"), said=words)


class SecretRowPainter(QStyledItemDelegate):
    """Paints a secret in two lines; nothing is told by colour alone."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.now = datetime.now(UTC)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.row(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: SecretRow | None = record_at(index)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        at = Columns(self._theme, rect)
        self._tile(painter, at.tile, row)
        self._name(painter, at.rooms["name"], row)
        if (room := at.rooms.get("uses")) is not None:
            elided(painter, room, self._strong(uses_words(row), "text2"))
        self._two(painter, at.rooms["hosts"], host_lines(row), "text2")
        if (room := at.rooms.get("ends")) is not None:
            self._two(painter, room, end_lines(row, self.now), self._end_ink(row))
        if (room := at.rooms.get("answer")) is not None:
            self._answer(painter, room, row)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        flag, colour = QStyle.StateFlag, self._theme.colour
        if state & flag.State_Selected:
            painter.fillRect(rect, colour("accent_soft"))
            edge = QRect(rect.x(), rect.y(), self._theme.px(_EDGE), rect.height())
            painter.fillRect(edge, colour("accent"))
        elif state & flag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))
        side = self._theme.px(_SIDE)
        painter.fillRect(rect.x() + side, rect.bottom(), rect.width() - side, 1, colour("border"))
        if state & flag.State_HasFocus:
            focus_ring(painter, self._theme, QRectF(rect).adjusted(1, 1, -1, -2), 4)

    def _tile(self, painter: QPainter, room: QRect, row: SecretRow) -> None:
        side = self._theme.px(_TILE)
        box = QRectF(room.x(), middle(room, side), side, side)
        rounded(painter, box, 6, self._theme.colour("sunken"))
        told = worst(row)
        ink = _INKS[told.level][1] if told is not None else "text2"
        gap = (side - self._theme.px(_ICON)) / 2
        where = QPointF(box.x() + gap, box.y() + gap)
        icon_at(painter, self._theme, (row.kind.icon, ink, _ICON), where)

    def _name(self, painter: QPainter, room: QRect, row: SecretRow) -> None:
        upper, lower = self._halves(room)
        theme, told = self._theme, worst(row)
        elided(painter, upper, (row.name, theme.font(13, SEMIBOLD), theme.colour("text")))
        ink = "text2"
        if told is not None:
            icon, ink = _INKS[told.level]
            size = theme.px(_SIGN)
            icon_at(painter, theme, (icon, ink, _SIGN), QPointF(lower.x(), middle(lower, size)))
            lower = lower.adjusted(size + theme.px(4), 0, 0, 0)
        weight = MEDIUM if told is not None else 400
        elided(painter, lower, (second_line(row), theme.font(12, weight), theme.colour(ink)))

    def _answer(self, painter: QPainter, room: QRect, row: SecretRow) -> None:
        lines, status = answer_lines(row, self.now), row.secret.entry.status
        if not status:
            self._two(painter, room, lines, "text2")
            return
        icon, ink = _INKS["bad" if status >= _REFUSED else "good"]
        upper, lower = self._halves(room)
        theme, size = self._theme, self._theme.px(_SIGN)
        icon_at(painter, theme, (icon, ink, _SIGN), QPointF(upper.x(), middle(upper, size)))
        first = upper.adjusted(size + theme.px(4), 0, 0, 0)
        elided(painter, first, self._strong(lines[0], ink))
        elided(painter, lower, (lines[1], theme.font(12), theme.colour("text2")))

    def _end_ink(self, row: SecretRow) -> str:
        ends = row.ends
        if ends is None or row.kind.renews:
            return "text2"
        left = (ends - self.now).total_seconds()
        return "err" if left <= 0 else "text2"

    def _two(self, painter: QPainter, room: QRect, lines: tuple[str, str], ink: str) -> None:
        upper, lower = self._halves(room) if lines[1] else (room, room)
        elided(painter, upper, self._strong(lines[0], ink))
        if lines[1]:
            elided(painter, lower, (lines[1], self._theme.font(12), self._theme.colour(ink)))

    def _strong(self, text: str, ink: str) -> Words:
        return text, self._theme.font(12, MEDIUM), self._theme.colour(ink)

    def _halves(self, room: QRect) -> tuple[QRect, QRect]:
        half = room.height() // 2
        pad = self._theme.px(6)
        upper = QRect(room.x(), room.y() + pad, room.width(), half - pad)
        return upper, QRect(room.x(), room.y() + half, room.width(), half - pad)
