"""The life of a token as a painted bar: its time green, expired hatched, marks for sent and now."""

from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.widgets.painting import rounded, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.presentation.tokens.life_marks import LifeMarks, clock, spoken
from inspector.protocol.dates import utc
from inspector.wording import tr
from inspector.wording.dates import hour_and_minute, utc_dated
from inspector.wording.durations import short, span

# ---------------- The names that stand at the marks of the validity bar
_DAY = 86_400


class Mark(NamedTuple):
    """A time with its name; below: its place is under the bar, if there is room."""

    moment: float
    name: str
    tone: str
    below: bool = False


def named(marks: LifeMarks) -> tuple[Mark, ...]:
    """Return the marks with their names, those first that must stand above the bar."""
    expired = marks.judged > marks.end
    found = [Mark(marks.begin, marks.names[0], "ok"), Mark(marks.end, marks.names[1], "ok")]
    if expired:
        found[1] = found[1]._replace(tone="err")
    if marks.sent is not None:
        tone = "err" if expired else "text"
        found.append(Mark(marks.sent, tr("Request sent"), tone))
    found.append(Mark(marks.now, tr("Now"), "accent", below=True))
    if marks.server is not None:
        found.append(Mark(marks.server, tr("Server's clock"), "warn"))
    if marks.issued is not None:
        found.append(Mark(marks.issued, marks.names[2], "text2"))
    return tuple(found)


def hour(moment: float, *, years: bool = False) -> str:
    """Return a round time: the hour, or the day where it is midnight; UTC. years: with its year."""
    when = utc(moment)
    day = utc_dated(when, None if years else when).partition(",")[0]
    return day if moment % _DAY == 0 else hour_and_minute(when)


# ---------------- Where on the bar a time stands
_MARGIN = 0.12  # of the whole, at each end
_LEAST_SPAN = 0.35  # of the bar, for the life itself
_STEPS = (
    *(60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200),
    *(86_400 * days for days in (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652)),
)


class LifeScale(NamedTuple):
    """knots: times with their places, 0…1 of the width, both rising."""

    knots: tuple[tuple[float, float], ...]

    @property
    def even(self) -> bool:
        """Whether equal lengths are equal times everywhere."""
        return len(self.knots) == 2  # noqa: PLR2004 - begin and end

    def at(self, moment: float) -> float:
        """Return the place of a time, 0…1."""
        for (low, left), (high, right) in pairwise(self.knots):
            if moment <= high or (high, right) == self.knots[-1]:
                share = (moment - low) / (high - low)
                return left + (right - left) * min(max(share, 0.0), 1.0)
        return 0.0


def life_scale(marks: LifeMarks) -> LifeScale:
    """Return the scale: even where the life takes a fair part, else drawn together beside it."""
    first, last = min(marks.all), max(marks.all)
    margin = max((last - first) * _MARGIN, 1.0)
    low, high = first - margin, last + margin
    before, life, after = marks.begin - low, marks.end - marks.begin, high - marks.end
    if life >= _LEAST_SPAN * (high - low):
        return LifeScale(((low, 0.0), (high, 1.0)))
    rest = 1 - _LEAST_SPAN
    left = min(max(rest * before / (before + after), _MARGIN), rest - _MARGIN)
    ends = ((marks.begin, left), (marks.end, left + _LEAST_SPAN))
    return LifeScale(((low, 0.0), *ends, (high, 1.0)))


def ticks(scale: LifeScale, most: int) -> tuple[float, ...]:
    """Return the round times of an even scale, at most so many; UTC."""
    if not scale.even or most < 1:
        return ()
    low, high = scale.knots[0][0], scale.knots[-1][0]
    step = next((step for step in _STEPS if (high - low) / step <= most), None)
    if step is None:
        return ()
    first = int(low // step + 1)
    return tuple(float(number * step) for number in range(first, int(high // step) + 1))


_HEIGHT, _TOP, _BAR, _GAP, _LINE = 70, 22, 24, 5, 18
_TICKS, _APART, _LEAST = 170, 10, 3  # pixels: between ticks, between names, of the leeway
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ValidityBar(QWidget):
    """Hidden while there is nothing to show; read aloud as sentences."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: LifeMarks | None = None
        self._scale = LifeScale(((0.0, 0.0), (1.0, 1.0)))
        self._lines = 1
        self.setObjectName("validity_bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)
        self.hide()

    def show_marks(self, marks: LifeMarks | None) -> None:
        """Show the life of another token."""
        self._marks = marks
        self.setVisible(marks is not None)
        if marks is not None:
            self._scale = life_scale(marks)
            self.setAccessibleName(spoken(marks))
            set_tip(self, spoken(marks).replace(". ", ".\n"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size, with a second line of names below where one is needed."""
        px = self._theme.px
        return QSize(400, px(_HEIGHT + _LINE * (self._lines - 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, then the marks with their names, then the hours between them."""
        marks = self._marks
        if marks is None:
            return
        px = self._theme.px
        painter = smooth(self)
        bar = QRectF(0, px(_TOP), self.width(), px(_BAR))
        rounded(painter, bar, 5, self._theme.colour("sunken"))
        start, end = self._x(marks.begin), self._x(marks.end)
        life = QRectF(start, bar.y(), end - start, bar.height())
        painter.fillRect(life, self._theme.colour("ok_fill"))
        whole = short(timedelta(seconds=marks.end - marks.begin))
        self._inside(painter, life, tr("Lives for {time}", time=whole), "on_fill")
        self._beyond(painter, bar, marks)
        taken = self._named(painter, marks, bar)
        self._hours(painter, bar, taken)
        painter.end()

    # ------------------------------------------------------------ the bar
    def _beyond(self, painter: QPainter, bar: QRectF, marks: LifeMarks) -> None:
        """Hatch what is past the end, or say when it begins; then the leeway."""
        end, judged = self._x(marks.end), marks.judged
        if judged > marks.end:
            until = self._x(max(judged, marks.now))
            past = QRectF(end, bar.y(), until - end, bar.height())
            self._hatch(painter, past, "err")
            over = span(timedelta(seconds=judged - marks.end))
            self._inside(painter, past, tr("Expired {time}", time=over), "err")
        elif judged < marks.begin:
            wait = QRectF(self._x(judged), bar.y(), 0, bar.height())
            wait.setRight(self._x(marks.begin))
            self._hatch(painter, wait, "warn")
            left = span(timedelta(seconds=marks.begin - judged))
            self._inside(painter, wait, tr("Begins in {time}", time=left), "warn")
        if marks.leeway:
            wide = max(self._x(marks.end + marks.leeway) - end, self._theme.px(_LEAST))
            self._hatch(painter, QRectF(end, bar.y(), wide, bar.height()), "ok")

    def _hatch(self, painter: QPainter, room: QRectF, tone: str) -> None:
        """Fill with lines: colour alone would not do."""
        painter.fillRect(room, self._theme.colour(f"{tone}_soft"))
        lines = QBrush(self._theme.colour(f"{tone}_line"), Qt.BrushStyle.BDiagPattern)
        painter.fillRect(room, lines)

    def _inside(self, painter: QPainter, room: QRectF, text: str, token: str) -> None:
        font = self._theme.font(12, SEMIBOLD)
        width = QFontMetrics(font).horizontalAdvance(text)
        if width + 8 > room.width():
            return
        painter.setFont(font)
        if token != "on_fill":  # noqa: S105 - a colour; the hatch must not run through the words
            middle = room.center().x()
            ground = QRectF(middle - width / 2 - 4, room.y() + 3, width + 8, room.height() - 6)
            painter.fillRect(ground, self._theme.colour(f"{token}_soft"))
        painter.setPen(self._theme.colour(token))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    # ------------------------------------------------------------ names and times
    def _named(self, painter: QPainter, marks: LifeMarks, bar: QRectF) -> list[QRectF]:
        """Draw each mark with its name and time where there is room; return what is taken."""
        taken: list[QRectF] = []
        for mark in named(marks):
            x, colour = self._x(mark.moment), self._theme.colour(mark.tone)
            style = Qt.PenStyle.DashLine if mark.below else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour, 2, style, Qt.PenCapStyle.FlatCap))
            # A time that judges nothing has a short mark: words may stand in the bar.
            end = bar.y() + 4 if mark.tone == "text2" else bar.bottom() + 4
            painter.drawLine(QLineF(x, bar.y() - 4, x, end))
            time = clock(mark.moment, marks)
            room = self._free(x, self._wide(mark.name, time), bar, taken, below=mark.below)
            taken.append(room)
            self._label(painter, room, mark, time)
        lines = max(round((room.y() - bar.bottom()) // self._theme.px(_LINE)) for room in taken)
        self._take_lines(max(lines, 0) + 1)
        return taken

    def _label(self, painter: QPainter, room: QRectF, mark: Mark, time: str) -> None:
        """Draw the name in bold, then the time."""
        bold, plain = self._theme.font(12, SEMIBOLD), self._theme.font(12)
        painter.setPen(self._theme.colour(mark.tone))
        painter.setFont(bold)
        painter.drawText(room, int(_LEFT), mark.name)
        shift = QFontMetrics(bold).horizontalAdvance(mark.name) + self._theme.px(_GAP)
        painter.setFont(bold if mark.below else plain)
        painter.setPen(self._theme.colour(mark.tone if mark.below else "text2"))
        painter.drawText(room.adjusted(shift, 0, 0, 0), int(_LEFT), time)

    def _wide(self, name: str, time: str) -> float:
        bold = QFontMetrics(self._theme.font(12, SEMIBOLD))
        return (
            bold.horizontalAdvance(name) + bold.horizontalAdvance(time) + self._theme.px(_GAP) + 2
        )

    def _free(
        self, x: float, width: float, bar: QRectF, taken: list[QRectF], *, below: bool
    ) -> QRectF:
        """Return a place near its mark where no other name stands: above, else below."""
        px = self._theme.px
        left = min(max(0.0, x - width / 2), max(0.0, self.width() - width - 1.0))
        under = bar.bottom() + px(_GAP)
        tops = [0.0, under, under + px(_LINE), under + px(2 * _LINE)]
        places = [QRectF(left, top, width, px(_LINE)) for top in (tops[1:] if below else tops)]
        spread = px(_APART)
        return next(
            (
                place
                for place in places
                if not any(place.adjusted(-spread, 0, spread, 0).intersects(one) for one in taken)
            ),
            places[-1],
        )

    def _hours(self, painter: QPainter, bar: QRectF, taken: list[QRectF]) -> None:
        """Write round times below the bar where nothing else stands."""
        px = self._theme.px
        years = self._marks is not None and self._marks.years
        shown = ticks(self._scale, self.width() // px(_TICKS))
        font = self._theme.font(11)
        words = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text3"))
        if not self._scale.even:
            text = tr("Not to scale")
            room = QRectF(0, bar.bottom() + px(_GAP), words.horizontalAdvance(text) + 2, px(_LINE))
            if not any(room.intersects(one) for one in taken):
                painter.drawText(room, int(_LEFT), text)
        for moment in shown:
            text = hour(moment, years=years)
            width = words.horizontalAdvance(text) + 2.0
            x = self._x(moment)
            room = QRectF(x - width / 2, bar.bottom() + px(_GAP), width, px(_LINE))
            spaced = room.adjusted(-px(_APART), 0, px(_APART), 0)
            inside = room.x() >= 0 and room.right() <= self.width()
            if inside and not any(spaced.intersects(one) for one in taken):
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
                painter.drawLine(QPointF(x, bar.bottom() + 1), QPointF(x, bar.bottom() + 4))

    def _take_lines(self, lines: int) -> None:
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def _x(self, moment: float) -> float:
        return self.width() * self._scale.at(moment)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()
