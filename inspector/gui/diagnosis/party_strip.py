"""Three frames, You, login provider and API, of which the one at fault is red."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import elided, focus_ring, icon_at, outlined, rounded, smooth
from inspector.presentation.tokens.parties import Party, said
from inspector.wording import tr

_HEIGHT, _GAP, _PAD, _LEAST = 44, 8, 10, 130
_RADIUS = 6


class PartyStrip(QWidget):
    """Hidden without parties; one stop for the focus, read as one sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parties: tuple[Party, ...] = ()
        self.setObjectName("party_strip")
        self.setAccessibleName(tr("Whose fault it is"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def show_parties(self, parties: tuple[Party, ...]) -> None:
        """Show other parties."""
        self._parties = parties
        self.setVisible(bool(parties))
        self.setAccessibleName(said(parties) or tr("Whose fault it is"))
        self.updateGeometry()
        self.update()

    @property
    def stacked(self) -> bool:
        """Whether they stand below one another, for want of room."""
        return self.width() < self._theme.px(3 * _LEAST + 2 * _GAP)

    def sizeHint(self) -> QSize:
        """Return one row, or one for each."""
        rows = len(self._parties) if self.stacked else 1
        px = self._theme.px
        return QSize(px(_LEAST), rows * px(_HEIGHT) + max(rows - 1, 0) * px(_GAP) + px(6))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack them where there is no room beside one another."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frames."""
        painter = smooth(self)
        for party, place in zip(self._parties, self._places(), strict=True):
            self._paint(painter, party, place)
        if self.hasFocus():
            focus_ring(painter, self._theme, QRectF(self.rect()), _RADIUS)
        painter.end()

    def _places(self) -> list[QRect]:
        px, count = self._theme.px, len(self._parties)
        high, gap, top = px(_HEIGHT), px(_GAP), px(3)
        if self.stacked:
            return [
                QRect(2, top + at * (high + gap), self.width() - 4, high) for at in range(count)
            ]
        wide = (self.width() - 4 - gap * (count - 1)) // max(count, 1)
        return [QRect(2 + at * (wide + gap), top, wide, high) for at in range(count)]

    def _paint(self, painter: QPainter, party: Party, place: QRect) -> None:
        theme, px = self._theme, self._theme.px
        ground, line, ink = (
            ("err_soft", "err_line", "err") if party.guilty else ("bg", "border", "text")
        )
        rounded(painter, QRectF(place), _RADIUS, theme.colour(ground))
        outlined(painter, QRectF(place), _RADIUS, QPen(theme.colour(line), 1))
        side = px(16)
        middle = place.y() + (place.height() - side) / 2
        look = (party.icon, "err" if party.guilty else "text2", 16)
        icon_at(painter, theme, look, QPointF(place.x() + px(_PAD), middle))
        left = px(_PAD) + side + px(8)
        half = place.height() // 2
        first = QRect(
            place.x() + left, place.y() + px(4), place.width() - left - px(6), half - px(4)
        )
        second = first.translated(0, half - px(4))
        elided(painter, first, (party.name, theme.font(12, SEMIBOLD), theme.colour(ink)))
        words = "err" if party.guilty else "text2"
        elided(painter, second, (party.words, theme.font(12), theme.colour(words)))
