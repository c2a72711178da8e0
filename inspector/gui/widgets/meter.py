"""Four bars and a word for how certain a finding is; never a percentage."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.export.words import certainty_words
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import outlined, rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.finding import Certainty
from inspector.wording import tr

_BARS = 4
_WIDTH, _HEIGHT, _GAP = 7, 12, 3
_WORD_GAP = 8
_LOOK: dict[Certainty, tuple[int, str]] = {
    Certainty.CERTAIN: (4, "err_fill"),
    Certainty.VERY_LIKELY: (3, "err_fill"),
    Certainty.POSSIBLE: (2, "warn_fill"),
    Certainty.UNLIKELY: (1, "ctl"),
}


def paint_bars(painter: QPainter, theme: Theme, rect: QRectF, certainty: Certainty) -> None:
    """Paint the four bars from the rectangle's left edge, in the middle of its height."""
    filled, token = _LOOK[certainty]
    width, height, step = theme.px(_WIDTH), theme.px(_HEIGHT), theme.px(_WIDTH + _GAP)
    top = rect.center().y() - height / 2
    for place in range(_BARS):
        bar = QRectF(rect.left() + place * step, top, width, height)
        if place < filled:
            rounded(painter, bar, 2, theme.colour(token))
        else:
            outlined(painter, bar, 2, QPen(theme.colour("ctl"), 1))


class Meter(QWidget):
    """The bars, with the word before them if wanted. The score is in the tooltip."""

    def __init__(self, theme: Theme, certainty: Certainty, *, word: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._word = word
        self._certainty = certainty
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_certainty(certainty)
        theme.changed.connect(self._renew)

    def show_certainty(self, certainty: Certainty, score: float | None = None) -> None:
        """Show another certainty; score: 0…1."""
        self._certainty = certainty
        self.setAccessibleName(tr("Certainty: {word}", word=certainty_words(certainty)))
        set_tip(self, "" if score is None else tr("Score {score}", score=f"{score:.2f}"))
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the width of bars and word."""
        bars = self._theme.px(_BARS * (_WIDTH + _GAP) - _GAP)
        return QSize(self._text_width() + bars, self._theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint word and bars."""
        painter = smooth(self)
        bars = QRectF(self.rect())
        if self._word:
            painter.setFont(self._font())
            painter.setPen(self._theme.colour("text2"))
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(self.rect(), middle, certainty_words(self._certainty))
            bars.setLeft(self._text_width())
        paint_bars(painter, self._theme, bars, self._certainty)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(12, SEMIBOLD)

    def _text_width(self) -> int:
        if not self._word:
            return 0
        words = QFontMetrics(self._font())
        return words.horizontalAdvance(certainty_words(self._certainty)) + self._theme.px(_WORD_GAP)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
