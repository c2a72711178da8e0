"""Paints a row of the Experiments tab: what was sent, what came back, what can be done."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.experiments.experiment_model import ROW, ExperimentModel, Index
from inspector.gui.experiments.experiment_rows import Look, Row
from inspector.gui.experiments.row_layout import BETWEEN, ICON, Places, action_words, places
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, REGULAR, SEMIBOLD
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, middle, outlined
from inspector.gui.widgets.pin import DIAMETER, paint_pin

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
