"""The list of cookies: name, where it goes, the five rules, and what becomes of it."""

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
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.gui.lists.plain_rows import PlainCell, PlainList, PlainRow, record_at
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.painting import Words, elided, focus_ring, icon_at, middle, smooth
from inspector.presentation.cookies.cookie_words import (
    Row,
    goes_to,
    name_of,
    result,
    rule_words,
    said,
)
from inspector.protocol.cookie.choosing import Chosen, Mark, marks_of
from inspector.protocol.cookie.kept import RefusedCookie
from inspector.protocol.field_names import looks_like_session
from inspector.wording import tr
from inspector.workbench.kept_cookies import CookiesNow

HEIGHT, _HEAD = 50, 36
_SIDE, _EDGE, _RULE, _LEAST_RULE, _SIGN = 16, 3, 52, 40, 15
_DOTS = "••••••••••••"
_MARKS: dict[Mark, tuple[str, str]] = {
    "fits": ("check", "ok"),
    "broken": ("circle-x", "err"),
    "not-reached": ("minus", "text3"),
}
_MOST = 1000  # rows
_TIGHT = 640  # pixels at 100 %: below it the rules stand closer
Index = QModelIndex | QPersistentModelIndex


class Columns:
    """Where the columns of a line of that width are; the same for the heads and the rows."""

    def __init__(self, theme: Theme, room: QRect) -> None:
        px = theme.px
        side = px(_SIDE)
        left, right = room.x() + side, room.right() - px(8)
        rule = px(_LEAST_RULE if room.width() < px(_TIGHT) else _RULE)
        rest = right - left - 5 * rule
        name, goes = int(rest * 0.3), int(rest * 0.33)
        top, high = room.y(), room.height()
        self.name = QRect(left, top, name - px(8), high)
        self.goes = QRect(left + name, top, goes - px(8), high)
        first = left + name + goes
        self.rules = [QRect(first + at * rule, top, rule, high) for at in range(5)]
        last = first + 5 * rule + px(8)
        self.result = QRect(last, top, right - last, high)


class ListHead(QWidget):
    """The names of the columns; the rows say them themselves to who can't see."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._request = ""
        theme.changed.connect(self._renew)
        self._renew()

    def show_request(self, request: str) -> None:
        """Say for which request it is."""
        self._request = request
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words."""
        theme, painter = self._theme, smooth(self)
        at = Columns(theme, self.rect())
        font, ink = theme.font(12, SEMIBOLD), theme.colour("text")
        last = tr("With {request}", request=self._request) if self._request else tr("Kept")
        for room, word in ((at.name, tr("Cookie")), (at.goes, tr("Goes to")), (at.result, last)):
            elided(painter, room, (word, font, ink))
        painter.setFont(theme.font(11, SEMIBOLD))
        for room, word in zip(at.rules, rule_words().values(), strict=True):
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)
        painter.end()

    def _renew(self) -> None:
        self.setFixedHeight(self._theme.row(_HEAD))
        self.update()


class CookieList(PlainList):
    """delete_asked(), edit_asked(): of the chosen cookie, by its keys."""

    delete_asked = Signal()
    edit_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("cookie_list", tr("Cookies"))
        self.left_out = 0
        set_kind(self, "bare")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.delegate = CookieRow(theme, self)
        self.setItemDelegate(self.delegate)
        theme.changed.connect(self.doItemsLayout)

    @property
    def chosen(self) -> Row | None:
        """The cookie that is chosen."""
        row: Row | None = self.record()
        return row

    def show_cookies(self, now: CookiesNow) -> None:
        """Show these; the one that was chosen stays it, else the first is.

        Of very many those for other hosts, which stand last, are left out; `left_out` counts them.
        """
        before = self.chosen
        kept = sorted(now.cookies, key=_weight)
        self.left_out = max(0, len(kept) - _MOST)
        rows: tuple[Row, ...] = (*kept[:_MOST], *now.refused)
        self.delegate.now = now
        self.show_rows(tuple(PlainRow(cells=(_cell(row, now),), record=row) for row in rows))
        same = (at for at, row in enumerate(rows) if before and _same(row, before))
        if rows:
            self.setCurrentRow(next(same, 0))

    def event(self, event: QEvent) -> bool:
        """Take Delete before a shortcut of the window does."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete deletes, F2 and Enter edit."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)


def _weight(row: Chosen) -> tuple[bool, bool]:
    """Put sessions first, and last what goes to other hosts."""
    return row.broken == "domain", not looks_like_session(row.kept.name)


def _cell(row: Row, now: CookiesNow) -> PlainCell:
    told = ", ".join(_told(word, mark) for word, mark in _marked(row)) if _judged(row, now) else ""
    words = said(row, now)
    return PlainCell(text=name_of(row), tip=words, said=words, told=told)


def _marked(row: Row) -> tuple[tuple[str, Mark], ...]:
    return tuple(zip(rule_words().values(), marks_of(row).values(), strict=True))


def _judged(row: Row, now: CookiesNow) -> bool:
    return now.exchange is not None or isinstance(row, RefusedCookie)


def _told(word: str, mark: Mark) -> str:
    return {
        "fits": tr("{rule} fits", rule=word),
        "broken": tr("{rule} does not fit", rule=word),
        "not-reached": tr("{rule} was not asked", rule=word),
    }[mark]


def _same(one: Row, other: Row) -> bool:
    return type(one) is type(other) and (name_of(one), goes_to(one)) == (
        name_of(other),
        goes_to(other),
    )


class CookieRow(QStyledItemDelegate):
    """Paints a cookie in two lines; every result has a sign and words."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.now = CookiesNow()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._theme.row(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row | None = record_at(index)
        if row is None:
            return
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, option.state)
        at = Columns(self._theme, rect)
        tokens = self._theme.colour
        code, small = self._theme.code_font(13, BOLD), self._theme.code_font(12)
        host, path = goes_to(row)
        _two(
            painter, at.name, (name_of(row), code, tokens("text")), (_DOTS, small, tokens("text2"))
        )
        _two(painter, at.goes, (host, small, tokens("text")), (path, small, tokens("text2")))
        if _judged(row, self.now):
            self._rules(painter, at, row)
        self._result(painter, at.result, row)
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

    def _rules(self, painter: QPainter, at: Columns, row: Row) -> None:
        size = self._theme.px(_SIGN)
        for room, (_word, mark) in zip(at.rules, _marked(row), strict=True):
            icon, token = _MARKS[mark]
            where = QPointF(room.x() + (room.width() - size) / 2, middle(room, size))
            icon_at(painter, self._theme, (icon, token, _SIGN), where)

    def _result(self, painter: QPainter, room: QRect, row: Row) -> None:
        word, why = result(row, self.now)
        theme = self._theme
        token, icon = look(row, word)
        second = (why, theme.font(12), theme.colour("text"))
        if not word:
            elided(painter, room, second)
            return
        size, half = theme.px(_SIGN), room.height() // 2
        upper = QRect(room.x(), room.y() + 4, room.width(), half - 4)
        icon_at(painter, theme, (icon, token, _SIGN), QPointF(room.x(), middle(upper, size)))
        first = upper.adjusted(size + theme.px(5), 0, 0, 0)
        elided(painter, first, (word, theme.font(12, SEMIBOLD), theme.colour(token)))
        elided(painter, QRect(room.x(), room.y() + half, room.width(), half - 4), second)


def look(row: Row, word: str) -> tuple[str, str]:
    """Return colour and icon of a result."""
    if isinstance(row, RefusedCookie) or row.broken == "time":
        return "err", "circle-x"
    return ("ok", "circle-check") if word == tr("Sent") else ("warn", "circle-slash")


def _two(painter: QPainter, room: QRect, first: Words, second: Words) -> None:
    half = room.height() // 2
    elided(painter, QRect(room.x(), room.y() + 4, room.width(), half - 4), first)
    elided(painter, QRect(room.x(), room.y() + half, room.width(), half - 4), second)
