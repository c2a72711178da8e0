"""Small painted marks: a status as a pill, a numbered pin, a count as a badge, a meter."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.export.words import certainty_words
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import BOLD, SEMIBOLD
from inspector.gui.widgets.painting import icon_at, middle, outlined, rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.finding import Certainty
from inspector.reading.statuses import ERRORS, REDIRECTS
from inspector.wording import tr

State = Literal["err", "warn", "ok", "info"]
STATE_ICONS: dict[State, str] = {
    "err": "circle-x",
    "warn": "triangle-alert",
    "ok": "circle-check",
    "info": "info",
}
_ICON = 16
_PAD, _GAP, _HEIGHT = 10, 6, 28


def state_of(status: int | None) -> State:
    """Return how a status code is coloured; None: no reply came."""
    if status is None or status in ERRORS:
        return "err"
    return "warn" if status in REDIRECTS else "ok"


class Pill(QWidget):
    """Icon and text, white on the state's colour."""

    def __init__(self, theme: Theme, text: str = "", state: State = "info") -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._state: State = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, state)
        theme.changed.connect(self._renew)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_state(self, text: str, state: State) -> None:
        """Show another text and state."""
        self._text, self._state = text, state
        self.setAccessibleName(text)
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the size for the whole text."""
        width = QFontMetrics(self._font()).horizontalAdvance(self._text)
        px = self._theme.px
        return QSize(width + px(2 * _PAD + _GAP + _ICON), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and text."""
        px = self._theme.px
        painter = smooth(self)
        rounded(painter, QRectF(self.rect()), 6, self._theme.colour(f"{self._state}_fill"))
        top = middle(self.rect(), px(_ICON))
        look = (STATE_ICONS[self._state], "on_fill", _ICON)
        icon_at(painter, self._theme, look, QPointF(px(_PAD), top))
        painter.setFont(self._font())
        painter.setPen(self._theme.colour("on_fill"))
        rest = self.rect().adjusted(px(_PAD + _ICON + _GAP), 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()

    def _font(self) -> QFont:
        return self._theme.font(14, SEMIBOLD)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


# ---------------- The red numbered disc that joins a claim to its bytes
DIAMETER = 16
_OUTLINE = 0.09  # of the diameter


def paint_pin(
    painter: QPainter, theme: Theme, rect: QRectF, number: int, *, outlined: bool = False
) -> None:
    """Paint a pin as wide as the rectangle is high, in its middle.

    outlined: the number of a reason why nothing is wrong, which is no evidence.
    """
    side = min(rect.width(), rect.height())
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(rect.center())
    if outlined:
        painter.setPen(QPen(theme.colour("ok"), side * _OUTLINE))
        painter.setBrush(theme.colour("surface"))
        edge = side * _OUTLINE / 2
        painter.drawEllipse(disc.adjusted(edge, edge, -edge, -edge))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("err_fill"))
        painter.drawEllipse(disc)
    painter.setPen(theme.colour("ok" if outlined else "on_fill"))
    font = theme.font(11, BOLD)
    font.setPixelSize(round(side * 0.66))
    painter.setFont(font)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))


class Pin(QWidget):
    """A pin as a widget; its number is that of the evidence in the verdict.

    outlined: that of a reason why nothing is wrong.
    """

    def __init__(self, theme: Theme, number: int, *, outlined: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._number = 0
        self._outlined = outlined
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_number(number)
        theme.changed.connect(self._renew)

    @property
    def number(self) -> int:
        """The number shown."""
        return self._number

    def set_number(self, number: int) -> None:
        """Show another number."""
        self._number = number
        self.setAccessibleName(
            tr("Reason {number}", number=number)
            if self._outlined
            else tr("Evidence {number}", number=number)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = self._theme.px(DIAMETER)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = smooth(self)
        where = QRectF(self.rect())
        paint_pin(painter, self._theme, where, self._number, outlined=self._outlined)
        painter.end()

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


# ---------------- A count as a grey pill; it never looks like a pin
HEIGHT = 16
_BADGE_PAD = 5


def badge_font(theme: Theme) -> QFont:
    """Return the font of counts."""
    return theme.font(11, SEMIBOLD)


def badge_width(theme: Theme, text: str) -> int:
    """Return how wide the pill around that text is; never narrower than high."""
    inner = QFontMetrics(badge_font(theme)).horizontalAdvance(text)
    return max(theme.px(HEIGHT), inner + 2 * theme.px(_BADGE_PAD))


def paint_badge(painter: QPainter, theme: Theme, rect: QRectF, text: str) -> None:
    """Paint a badge that fills the rectangle."""
    rounded(painter, rect, rect.height() / 2, theme.colour("hover"))
    painter.setFont(badge_font(theme))
    painter.setPen(theme.colour("text2"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


# ---------------- Four bars and a word for how certain a finding is; never a percentage
_BARS = 4
_WIDTH, _METER_HEIGHT, _METER_GAP = 7, 12, 3
_WORD_GAP = 8
_TICK = 16
_LOOK: dict[Certainty, tuple[int, str]] = {
    Certainty.CERTAIN: (4, "err_fill"),
    Certainty.VERY_LIKELY: (3, "err_fill"),
    Certainty.POSSIBLE: (2, "warn_fill"),
    Certainty.UNLIKELY: (1, "ctl"),
}


def paint_bars(painter: QPainter, theme: Theme, rect: QRectF, certainty: Certainty) -> None:
    """Paint the four bars from the rectangle's left edge, in the middle of its height."""
    filled, token = _LOOK[certainty]
    width, height, step = theme.px(_WIDTH), theme.px(_METER_HEIGHT), theme.px(_WIDTH + _METER_GAP)
    top = rect.center().y() - height / 2
    for place in range(_BARS):
        bar = QRectF(rect.left() + place * step, top, width, height)
        if place < filled:
            rounded(painter, bar, 2, theme.colour(token))
        else:
            outlined(painter, bar, 2, QPen(theme.colour("ctl"), 1))


class Meter(QWidget):
    """The bars, with the word before them if wanted. The score is in the tooltip.

    Of several proven facts there is nothing to weigh: their count stands there, with a tick.
    """

    def __init__(self, theme: Theme, certainty: Certainty, *, word: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._word = word
        self._certainty = certainty
        self._facts = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_certainty(certainty)
        theme.changed.connect(self._renew)

    def show_facts(self, words: str) -> None:
        """Show how many facts are proven."""
        self._facts = words
        self.setAccessibleName(words)
        set_tip(self, "")
        self._renew()

    def show_certainty(self, certainty: Certainty, score: float | None = None) -> None:
        """Show another certainty; score: 0…1."""
        self._certainty, self._facts = certainty, ""
        self.setAccessibleName(tr("Certainty: {word}", word=certainty_words(certainty)))
        set_tip(self, "" if score is None else tr("Score {score}", score=f"{score:.2f}"))
        self._renew()

    def sizeHint(self) -> QSize:
        """Return the width of bars and word, or of tick and facts."""
        if self._facts:
            words = QFontMetrics(self._font()).horizontalAdvance(self._facts)
            return QSize(words + self._theme.px(_TICK + _WORD_GAP), self._theme.px(18))
        bars = self._theme.px(_BARS * (_WIDTH + _METER_GAP) - _METER_GAP)
        return QSize(self._text_width() + bars, self._theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint word and bars."""
        painter = smooth(self)
        if self._facts:
            self._paint_facts(painter)
            painter.end()
            return
        bars = QRectF(self.rect())
        if self._word:
            painter.setFont(self._font())
            painter.setPen(self._theme.colour("text2"))
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(self.rect(), middle, certainty_words(self._certainty))
            bars.setLeft(self._text_width())
        paint_bars(painter, self._theme, bars, self._certainty)
        painter.end()

    def _paint_facts(self, painter: QPainter) -> None:
        px, whole = self._theme.px, self.rect()
        look = ("circle-check", "text2", _TICK)
        icon_at(painter, self._theme, look, QPointF(0, (whole.height() - px(_TICK)) / 2))
        painter.setFont(self._font())
        painter.setPen(self._theme.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(whole.adjusted(px(_TICK + _WORD_GAP), 0, 0, 0), middle, self._facts)

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
