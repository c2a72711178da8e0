"""Where the parts of a row of the Experiments tab lie: beside each other, or below where narrow."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from inspector.gui.experiments.experiment_rows import Row
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.wording import tr

SIDE, NUMBER, GAP = 14, 22, 8
PAD, LINE = 8, 20
_RESULT = 150  # the column of results
_ACTIONS = 78  # the column of buttons
_TIGHT = 128  # the column of results in a narrow list
_SPARE = 3
_NARROW = 560  # below, the result stands under the title
ICON, BETWEEN = 14, 10
_CHIP_HEIGHT, _CHIP_PAD = 26, 9
_ARROW = 28
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Places(NamedTuple):
    """The rectangles of a row's parts, from its top left corner; action: what can be clicked."""

    number: QRect
    title: QRect
    text: QRect
    result: QRect
    code: QRect
    action: QRect
    height: int


def action_words(row: Row) -> str:
    """Return what stands on the button of a row; empty where it has none or an arrow."""
    return {"run": tr("Run"), "ask": tr("Run…")}.get(row.act, "")


def places(theme: Theme, row: Row, width: int) -> Places:
    """Lay a row out in a list of that width."""
    made = _beside if width >= theme.px(_NARROW) else _below
    left, right = theme.px(SIDE + NUMBER), width - theme.px(SIDE)
    if made is _below and row.result and row.beside and _fits_beside(theme, row, left, right):
        made = _tight
    return made(theme, row, left, right)


def _beside(theme: Theme, row: Row, left: int, right: int) -> Places:
    px = theme.px
    action = _action(theme, row, right)
    column = right - px(_ACTIONS + _RESULT + GAP)
    result = QRect(column, px(PAD), px(_RESULT), px(LINE))
    code = result.translated(0, px(LINE)) if _second(row) else QRect()
    title = QRect(left, px(PAD), column - px(GAP) - left, px(LINE))
    text = _wrapped(theme, row.text, QRect(left, px(PAD + LINE), title.width(), 0))
    return _places(theme, (title, text, result, code, action))


def _tight(theme: Theme, row: Row, left: int, right: int) -> Places:
    """A result in a narrow list: beside the title, its code below it."""
    px = theme.px
    action = _action(theme, row, right)
    column = right - px(_ARROW + _TIGHT)
    result = QRect(column, px(PAD), px(_TIGHT), px(LINE))
    code = result.translated(0, px(LINE)) if _second(row) else QRect()
    title = QRect(left, px(PAD), column - px(GAP) - left, px(LINE))
    text = _wrapped(theme, row.text, QRect(left, px(PAD + LINE), title.width(), 0))
    return _places(theme, (title, text, result, code, action))


def _fits_beside(theme: Theme, row: Row, left: int, right: int) -> bool:
    """Whether a result has room beside its title, its words and code in their column."""
    room = right - theme.px(_ARROW + _TIGHT + GAP) - left
    title = QFontMetrics(theme.font(13, SEMIBOLD)).horizontalAdvance(row.title)
    code = QFontMetrics(theme.code_font(12)).horizontalAdvance(row.code or row.cost)
    column = theme.px(_TIGHT)
    words = max(_result_width(theme, row) - theme.px(BETWEEN), code)
    return title + theme.px(_SPARE) <= room and words <= column


def _below(theme: Theme, row: Row, left: int, right: int) -> Places:
    px = theme.px
    action = _action(theme, row, right)
    title = QRect(left, px(PAD), action.left() - px(GAP) - left, px(LINE))
    result = title.translated(0, px(LINE))
    end = left + _result_width(theme, row)
    second = QFontMetrics(theme.code_font(12)).horizontalAdvance(row.code or row.cost)
    code, below = QRect(), result.bottom() + 1
    if _second(row) and end + second <= result.right():
        code = QRect(end, result.top(), result.right() - end, result.height())
    elif _second(row):
        code = result.translated(0, result.height())
        below = code.bottom() + 1
    text = _wrapped(theme, row.text, QRect(left, below, right - left, 0))
    return _places(theme, (title, text, result, code, action))


def _places(theme: Theme, parts: tuple[QRect, QRect, QRect, QRect, QRect]) -> Places:
    px = theme.px
    number = QRect(px(SIDE), px(PAD), px(NUMBER), px(LINE))
    bottom = max(part.bottom() for part in parts)
    return Places(number, *parts, bottom + 1 + px(PAD))


def _result_width(theme: Theme, row: Row) -> int:
    fonts = (theme.font(13, SEMIBOLD), theme.font(12, MEDIUM))
    return sum(
        QFontMetrics(font).horizontalAdvance(part[1]) + theme.px(ICON + 5 + BETWEEN)
        for part, font in zip((row.result, row.beside), fonts, strict=True)
        if part
    )


def _second(row: Row) -> bool:
    """Whether something stands under the result."""
    return bool(row.code) or bool(row.cost and (row.beside or row.result))


def _action(theme: Theme, row: Row, right: int) -> QRect:
    px = theme.px
    words = action_words(row)
    if words:
        inner = QFontMetrics(theme.font(12, SEMIBOLD)).horizontalAdvance(words)
        width = inner + px(ICON + 4 + 2 * _CHIP_PAD)
        return QRect(right - width, px(PAD), width, px(_CHIP_HEIGHT))
    return QRect(right - px(_ARROW), px(PAD - 4), px(_ARROW), px(_ARROW) if row.act else 0)


def _wrapped(theme: Theme, text: str, room: QRect) -> QRect:
    metrics = QFontMetrics(theme.font(12, MEDIUM))
    wide = QRect(0, 0, max(room.width(), 1), 10_000)
    return QRect(room.topLeft(), metrics.boundingRect(wide, _WRAP, text).size())
