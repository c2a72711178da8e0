"""Paints a row of the Experiments tab: what was sent, what came back, what can be done."""

from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, REGULAR, SEMIBOLD
from inspector.gui.widgets.marks import DIAMETER, paint_pin
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, outlined
from inspector.gui.widgets.tooltip import tip
from inspector.presentation.experiments.experiment_rows import Look, Row
from inspector.wording import tr

# ---------------- The rows of the Experiments tab as a Qt model, read aloud as sentences
Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)


class ExperimentModel(QAbstractListModel):
    """Changes only the rows that differ, so that the current row and the focus stay."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)

    def place(self, name: str) -> QModelIndex:
        """Return the row of an experiment; an index that is not valid where there is none."""
        for place, row in enumerate(self.rows):
            if row.id == name:
                return self.index(place, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, its sentence, or what it sends."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            beside = row.beside[1] if row.beside and not row.result else ""
            return tip("\n".join(filter(None, (row.hint, beside, row.code))))
        return None


# ---------------- Where the parts of a row of the Experiments tab lie
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
_TEXT_WRAP = int(Qt.TextFlag.TextWordWrap)


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
    end = title.right() + 1  # where nothing stands below the result, the words have its room
    if not _second(row):
        end = action.left() - px(GAP) if row.act else right
    text = _wrapped(theme, row.text, QRect(left, px(PAD + LINE), end - left, 0))
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
    return QRect(room.topLeft(), metrics.boundingRect(wide, _TEXT_WRAP, text).size())


_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
_MARK = 3


class RowPaint(QStyledItemDelegate):
    """width: that of the list. flashed: the id of the row that is lit up."""

    def __init__(self, theme: Theme, model: ExperimentModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self.width = 600
        self.flashed = ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the row's text needs at this width."""
        return QSize(self.width, self.height(index.data(ROW)))

    def height(self, row: Row) -> int:
        """Return how high a row is."""
        return places(self._theme, row, self.width).height

    def action(self, index: Index) -> QRect:
        """Return where the row's button lies, from the row's top left corner."""
        row: Row = index.data(ROW)
        return places(self._theme, row, self.width).action

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        box: QRect = option.rect
        where = places(self._theme, row, self.width)
        painter.save()
        self._ground(painter, box, row, option.state)
        painter.translate(box.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._words(painter, row, where)
        self._result(painter, row, where)
        self._action(painter, row, where.action)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, row: Row, state: QStyle.StateFlag) -> None:
        theme, px = self._theme, self._theme.px
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if row.id and row.id == self.flashed:
            painter.fillRect(box, theme.colour("err_line"))
        elif selected:
            painter.fillRect(box, theme.colour("accent_soft"))
        elif row.pin:
            painter.fillRect(box, theme.colour("err_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        if selected or row.pin:
            colour = theme.colour("accent" if selected else "err_fill")
            painter.fillRect(QRect(box.topLeft(), QSize(_MARK, box.height())), colour)
        painter.setPen(theme.colour("border"))
        inner = px(14)
        painter.drawLine(box.left() + inner, box.bottom(), box.right() - inner, box.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, theme, QRectF(box).adjusted(1, 1, -1, -1), 4)

    def _words(self, painter: QPainter, row: Row, where: Places) -> None:
        theme = self._theme
        if row.pin:
            side = theme.px(DIAMETER)
            top = middle(where.number, side)
            paint_pin(painter, theme, QRectF(where.number.x(), top, side, side), row.pin)
        elif row.number:
            elided(painter, where.number, (str(row.number), theme.font(12), theme.colour("text3")))
        title = theme.colour("text3" if row.greyed else "text")
        elided(painter, where.title, (row.title, theme.font(13, SEMIBOLD), title))
        painter.setFont(theme.font(12, MEDIUM if row.result and not row.greyed else REGULAR))
        painter.setPen(theme.colour("text3" if row.greyed else "text2"))
        painter.drawText(where.text.adjusted(0, 0, 2, 2), _WRAP, row.text)

    def _result(self, painter: QPainter, row: Row, where: Places) -> None:
        theme, room = self._theme, QRect(where.result)
        second, font, token = row.code, theme.code_font(12), "text2"
        if row.result:
            strong = theme.font(13, SEMIBOLD)
            room.setLeft(self._pair(painter, room, row.result, strong))
        if row.beside:
            self._pair(painter, room, row.beside, theme.font(12, MEDIUM))
        if not second:
            second, font, token = row.cost, theme.font(12), "text3"
        place = where.result if where.code.isNull() else where.code
        if second:
            elided(painter, place, (second, font, theme.colour(token)))

    def _pair(self, painter: QPainter, room: QRect, part: tuple[Look, str], font: QFont) -> int:
        """Paint an icon and its word; return where the next may begin."""
        (icon, token), text = part
        px = self._theme.px
        at = QPointF(room.x(), middle(room, px(ICON)))
        icon_at(painter, self._theme, (icon, token, ICON), at)
        words = room.adjusted(px(ICON + 5), 0, 0, 0)
        shown = elided(painter, words, (text, font, self._theme.colour(token)))
        return words.x() + QFontMetrics(font).horizontalAdvance(shown) + px(BETWEEN)

    def _action(self, painter: QPainter, row: Row, room: QRect) -> None:
        theme, px = self._theme, self._theme.px
        words = action_words(row)
        if words:
            pen = QPen(theme.colour("ctl"), 1)
            outlined(painter, QRectF(room), px(6), pen)
            at = QPointF(room.x() + px(8), middle(room, px(ICON)))
            icon_at(painter, theme, ("play", "text2", ICON), at)
            inner = room.adjusted(px(26), 0, 0, 0)
            elided(painter, inner, (words, theme.font(12, SEMIBOLD), theme.colour("text")))
        elif row.act == "open":
            side = px(16)
            corner = room.center() - QPoint(side // 2, side // 2)
            icon_at(painter, theme, ("chevron-right", "text2", 16), QPointF(corner))
