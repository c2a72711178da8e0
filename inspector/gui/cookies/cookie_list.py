"""The list of cookies: name, where it goes, the five rules, and what becomes of it."""

from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.lists.plain_rows import PlainCell, PlainRow
from inspector.gui.lists.row_painter import Part, RowLine
from inspector.gui.lists.two_line_rows import Cell, TwoLineList, TwoLines
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, SEMIBOLD
from inspector.gui.widgets.painting import elided, smooth
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
from inspector.protocol.redaction import DOTS
from inspector.wording import tr
from inspector.workbench.kept_cookies import CookiesNow

_HEAD, _SIDE, _RULE, _LEAST_RULE, _SIGN, _GAP = 36, 16, 52, 40, 15, 5
_MARKS: dict[Mark, tuple[str, str]] = {
    "fits": ("check", "ok"),
    "broken": ("circle-x", "err"),
    "not-reached": ("minus", "text3"),
}
_MOST = 1000  # rows
_TIGHT = 640  # pixels at 100 %: below it the rules stand closer


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


class CookieList(TwoLineList):
    """delete_asked(), edit_asked(): of the chosen cookie, by its keys."""

    delete_asked = Signal()
    edit_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        self.left_out = 0
        self._now = CookiesNow()
        lines = TwoLines(columns=_columns, cells=lambda row: _cells(row, self._now))
        super().__init__(theme, "cookie_list", tr("Cookies"), lines)
        edits = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self.take_keys(
            {Qt.Key.Key_Delete: self.delete_asked, **dict.fromkeys(edits, self.edit_asked)}
        )

    @property
    def chosen(self) -> Row | None:
        """The cookie that is chosen."""
        row: Row | None = self.record()
        return row

    def show_cookies(self, now: CookiesNow) -> None:
        """Show these.

        Of very many those for other hosts, which stand last, are left out; `left_out` counts them.
        """
        kept = sorted(now.cookies, key=_weight)
        self.left_out = max(0, len(kept) - _MOST)
        rows: tuple[Row, ...] = (*kept[:_MOST], *now.refused)
        self._now = now
        shown = (PlainRow(cells=(_cell(row, now),), record=row) for row in rows)
        self.show_records(tuple(shown), _same)


def _columns(theme: Theme, room: QRect) -> tuple[QRect, ...]:
    at, size = Columns(theme, room), theme.px(_SIGN)
    signs = (each.adjusted((each.width() - size) // 2, 0, 0, 0) for each in at.rules)
    return at.name, at.goes, *signs, at.result


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


def _two(first: Part, second: Part) -> Cell:
    return RowLine(main=first), RowLine(main=second)


def _cells(row: Row, now: CookiesNow) -> tuple[Cell, ...]:
    host, path = goes_to(row)
    small = Part(code=True, ink="text2")
    name = Part(text=name_of(row), size=13, weight=BOLD, code=True)
    signs = tuple(_MARKS[mark] for _word, mark in _marked(row))
    return (
        _two(name, replace(small, text=DOTS)),
        _two(replace(small, text=host, ink="text"), replace(small, text=path)),
        *(((_sign(*sign),) if _judged(row, now) else ()) for sign in signs),
        _result(row, now),
    )


def _sign(icon: str, ink: str) -> RowLine:
    return RowLine(left=(Part(icon=icon, ink=ink, icon_size=_SIGN),))


def _result(row: Row, now: CookiesNow) -> Cell:
    word, why = result(row, now)
    reason = RowLine(main=Part(text=why))
    if not word:
        return (reason,)
    ink, icon = look(row, word)
    sign = Part(icon=icon, ink=ink, icon_size=_SIGN, gap=_GAP)
    return RowLine(left=(sign,), main=Part(text=word, ink=ink, weight=SEMIBOLD)), reason


def look(row: Row, word: str) -> tuple[str, str]:
    """Return colour and icon of a result."""
    if isinstance(row, RefusedCookie) or row.broken == "time":
        return "err", "circle-x"
    return ("ok", "circle-check") if word == tr("Sent") else ("warn", "circle-slash")
