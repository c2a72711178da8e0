"""The tabs of the window: method, name, last status; previews in italics; the cross where it helps.

They keep their natural width: where they don't fit, the row around them scrolls.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QWheelEvent

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, MEDIUM, SEMIBOLD
from inspector.gui.widgets.marks import state_of
from inspector.gui.widgets.menu import literal
from inspector.gui.widgets.painting import focus_ring, icon_at, middle
from inspector.gui.widgets.tabs import TabStrip
from inspector.gui.widgets.tooltip import tip
from inspector.wording import tr

ROW = 38
_SIDE, _GAP, _CLOSE, _ICON = 14, 8, 14, 16
_TOP_LINE = 3
_LEAST, _MOST = 120, 200


class DocumentLook(NamedTuple):
    """What a tab shows. icon: for screens without a method. address: masked, for its tooltip."""

    title: str
    method: str = ""
    status: int | None = None
    icon: str = ""
    preview: bool = False
    modified: bool = False
    address: str = ""


class DocumentTabs(TabStrip):
    """Painted document tabs. close_asked(index): its cross, or the middle button.

    wheeled(int): earlier (-1) or later (1) tabs are wanted.
    """

    close_asked = Signal(int)
    wheeled = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ROW)
        self.setMovable(True)
        self.setAccessibleName(tr("Open tabs"))
        self._hovered = QPoint(-1, -1)

    def look(self, index: int) -> DocumentLook:
        """Return what that tab shows."""
        data = self.kept(index)
        return data if isinstance(data, DocumentLook) else DocumentLook(self.tabText(index))

    def set_look(self, index: int, look: DocumentLook) -> None:
        """Show another title, method or status."""
        self.set_kept(index, look)
        self.setTabText(index, literal(look.title))
        status = str(look.status) if look.status else ""
        unsaved = tr("not saved") if look.modified else ""
        parts = (look.method, look.title, status, unsaved)
        self.setAccessibleTabName(index, " ".join(part for part in parts if part))
        self.setTabToolTip(index, tip("\n".join(filter(None, (look.title, look.address)))))
        self._renew()

    def tab_width(self, index: int) -> int:
        """Return the width of a tab: what it shows, within limits; a long title is cut."""
        px = self.theme.px
        return max(px(_LEAST), min(self._natural_width(index), px(_MOST)))

    def _natural_width(self, index: int) -> int:
        px, look = self.theme.px, self.look(index)
        width = px(2 * _SIDE + _GAP + _CLOSE)
        width += self.theme.advance(self._title(look), 13, SEMIBOLD, italic=look.preview)
        if look.method:
            width += self.theme.advance(look.method, 10, BOLD) + px(_GAP)
        if look.icon:
            width += px(_ICON + _GAP)
        if look.status:
            width += self.theme.advance(str(look.status), 11, BOLD) + px(_GAP)
        return width + px(_GAP)

    def close_rect(self, index: int) -> QRect:
        """Return where the cross of a tab is, as large as a finger tip of 24 points."""
        rect, side = self.tabRect(index), self.theme.px(24)
        left = rect.right() - self.theme.px(_SIDE - 5) - side
        return QRect(left, round(middle(rect, side)), side, side)

    def paint_tab(self, painter: QPainter, index: int, rect: QRect) -> None:
        """Paint the tab's ground and what it shows."""
        active = index == self.currentIndex()
        colour = self.theme.colour
        if active:
            painter.fillRect(rect, colour("surface" if self.look(index).method else "bg"))
            top = QRect(rect.x(), rect.y(), rect.width(), _TOP_LINE)
            painter.fillRect(top, colour("accent"))
        else:
            painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colour("border"))
        painter.fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), colour("border"))
        self._paint_words(painter, index, rect)
        self._paint_close(painter, index)
        if active and self.hasFocus():
            focus_ring(painter, self.theme, QRectF(rect).adjusted(3, 5, -4, -3), 5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the cross under the pointer."""
        self._hovered = event.position().toPoint()
        self.update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cross away with the pointer."""
        super().leaveEvent(event)
        self._hovered = QPoint(-1, -1)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the row scroll; the active tab stays."""
        turned = event.angleDelta()
        by = turned.y() or turned.x()
        if by:
            self.wheeled.emit(-1 if by > 0 else 1)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a cross does not activate the tab."""
        if self._close_under(event.position().toPoint()) < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close by the cross or by the middle button."""
        point = event.position().toPoint()
        index = self._close_under(point)
        if event.button() == Qt.MouseButton.MiddleButton:
            index = self.tabAt(point)
        if index >= 0:
            self.close_asked.emit(index)
            return
        super().mouseReleaseEvent(event)

    def _close_under(self, point: QPoint) -> int:
        index = self.tabAt(point)
        return index if index >= 0 and self.close_rect(index).contains(point) else -1

    def _paint_words(self, painter: QPainter, index: int, rect: QRect) -> None:
        px, look, active = self.theme.px, self.look(index), index == self.currentIndex()
        x = rect.x() + px(_SIDE)
        if look.icon:
            token = "accent" if active else "text2"
            where = QPointF(x, middle(rect, px(_ICON)))
            icon_at(painter, self.theme, (look.icon, token, _ICON), where)
            x += px(_ICON + _GAP)
        tokens = self.theme.tokens
        if look.method:
            word = (look.method, self._method_font(), tokens.method(look.method))
            x = self._word(painter, rect, x, word)
        font = self._title_font(look, active=active)
        title = QFontMetrics(font).elidedText(
            self._title(look), Qt.TextElideMode.ElideRight, self._title_room(look, rect, x)
        )
        x = self._word(painter, rect, x, (title, font, tokens.text if active else tokens.text2))
        if look.status:
            colour = tokens.colour(state_of(look.status))
            self._word(painter, rect, x, (str(look.status), self._status_font(), colour))

    def _word(self, painter: QPainter, rect: QRect, x: int, word: tuple[str, QFont, str]) -> int:
        text, font, colour = word
        painter.setFont(font)
        painter.setPen(colour)
        width = QFontMetrics(font).horizontalAdvance(text)
        place = QRect(x, rect.y(), width + 2, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return x + width + self.theme.px(_GAP)

    def _paint_close(self, painter: QPainter, index: int) -> None:
        px, button = self.theme.px, self.close_rect(index)
        if index not in (self.currentIndex(), self.tabAt(self._hovered)):
            return
        if button.contains(self._hovered) and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("hover"))
            painter.drawRoundedRect(button, 5, 5)
        where = QPointF(button.center()) + QPointF(0.5 - px(_CLOSE) / 2, 0.5 - px(_CLOSE) / 2)
        icon_at(painter, self.theme, ("x", "text2", _CLOSE), where)

    def _title_room(self, look: DocumentLook, rect: QRect, x: int) -> int:
        px = self.theme.px
        behind = px(_SIDE + _CLOSE + _GAP)
        if look.status:
            behind += self.theme.advance(str(look.status), 11, BOLD) + px(_GAP)
        return rect.right() - behind - x

    @staticmethod
    def _title(look: DocumentLook) -> str:
        return f"{look.title} •" if look.modified else look.title

    def _title_font(self, look: DocumentLook, *, active: bool = True) -> QFont:
        font = self.theme.font(13, SEMIBOLD if active else MEDIUM)
        font.setItalic(look.preview)
        return font

    def _method_font(self) -> QFont:
        return self.theme.font(10, BOLD)

    def _status_font(self) -> QFont:
        return self.theme.font(11, BOLD)
