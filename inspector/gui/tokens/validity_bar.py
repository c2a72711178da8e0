"""The life of a token as a painted bar: valid in green, expired hatched, marks for sent and now."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.annotate.times import length
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import SEMIBOLD
from inspector.gui.tokens.token_state import LifeMarks
from inspector.gui.widgets.painting import rounded, smooth
from inspector.wording import tr

_HEIGHT, _TOP, _BAR, _GAP = 90, 24, 24, 4
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ValidityBar(QWidget):
    """Hidden while there is nothing to show; read aloud as one sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: LifeMarks | None = None
        self._crowded = False
        self.setObjectName("validity_bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._renew)
        self.hide()

    def show_marks(self, marks: LifeMarks | None) -> None:
        """Show the life of another token."""
        self._marks = marks
        self.setVisible(marks is not None)
        if marks is not None:
            self.setAccessibleName(spoken(marks))
            self.setToolTip(spoken(marks))
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size, with a second line of names below where one is needed."""
        px = self._theme.px
        return QSize(400, px(_HEIGHT) if self._crowded else px(_HEIGHT - 18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, then the marks with their names."""
        marks = self._marks
        if marks is None:
            return
        px = self._theme.px
        painter = smooth(self)
        bar = QRectF(0, px(_TOP), self.width(), px(_BAR))
        rounded(painter, bar, 5, self._theme.colour("sunken"))
        start, end = self._x(marks, marks.begin), self._x(marks, marks.end)
        life = QRectF(start, bar.y(), end - start, bar.height())
        painter.fillRect(life, self._theme.colour("ok_fill"))
        span = length(timedelta(seconds=marks.end - marks.begin))
        self._inside(painter, life, tr("Valid for {time}", time=span), "on_fill")
        judged = marks.sent if marks.sent is not None else marks.now
        if judged > marks.end:
            self._over(painter, bar, marks, judged)
        self._marks_of(painter, marks, bar)
        painter.end()

    def _over(self, painter: QPainter, bar: QRectF, marks: LifeMarks, judged: float) -> None:
        """Hatch what is past the end: colour alone would not do."""
        end, until = self._x(marks, marks.end), self._x(marks, max(judged, marks.now))
        past = QRectF(end, bar.y(), until - end, bar.height())
        painter.fillRect(past, self._theme.colour("err_soft"))
        painter.fillRect(past, QBrush(self._theme.colour("err_line"), Qt.BrushStyle.BDiagPattern))
        span = length(timedelta(seconds=judged - marks.end))
        self._inside(painter, past, tr("Expired {time}", time=span), "err")

    def _marks_of(self, painter: QPainter, marks: LifeMarks, bar: QRectF) -> None:
        expired = (marks.sent if marks.sent is not None else marks.now) > marks.end
        named = [
            (marks.begin, tr("valid from"), "ok"),
            (marks.end, "exp", "err" if expired else "ok"),
            (marks.now, tr("now"), "accent"),
        ]
        if marks.sent is not None:
            named.insert(2, (marks.sent, tr("request sent"), "text"))
        taken: list[QRectF] = []
        painter.setFont(self._theme.font(12, SEMIBOLD))
        for moment, name, token in named:
            x = self._x(marks, moment)
            painter.setPen(QPen(self._theme.colour(token), 2))
            painter.drawLine(QPointF(x, bar.y() - 3), QPointF(x, bar.bottom() + 3))
            text = f"{name} {_clock(moment, marks)}"
            room = self._free(x, text, bar, taken)
            taken.append(room)
            painter.drawText(room, int(_LEFT), text)
        self._take_room(crowded=any(room.y() > bar.bottom() + self._theme.px(18) for room in taken))

    def _take_room(self, *, crowded: bool) -> None:
        if crowded != self._crowded:
            self._crowded = crowded
            self.updateGeometry()

    def _free(self, x: float, text: str, bar: QRectF, taken: list[QRectF]) -> QRectF:
        """Return a place near its mark where no other name stands: above, else below."""
        px = self._theme.px
        width = QFontMetrics(self._theme.font(12, SEMIBOLD)).horizontalAdvance(text) + 2
        left = min(max(0.0, x - width / 2), max(0.0, self.width() - width - 1.0))
        below = bar.bottom() + px(_GAP)
        places = [QRectF(left, top, width, px(18)) for top in (0, below, below + px(18))]
        spaced = [each.adjusted(-px(8), 0, px(8), 0) for each in places]
        for place, room in zip(places, spaced, strict=True):
            if not any(room.intersects(other) for other in taken):
                return place
        return places[-1]

    def _inside(self, painter: QPainter, room: QRectF, text: str, token: str) -> None:
        font = self._theme.font(12, SEMIBOLD)
        width = QFontMetrics(font).horizontalAdvance(text)
        if width + 8 > room.width():
            return
        painter.setFont(font)
        if token == "err":  # noqa: S105 - a colour; the hatch must not run through the words
            ground = QRectF(
                room.center().x() - width / 2 - 4, room.y() + 3, width + 8, room.height() - 6
            )
            painter.fillRect(ground, self._theme.colour("err_soft"))
        painter.setPen(self._theme.colour(token))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    def _x(self, marks: LifeMarks, moment: float) -> float:
        return self.width() * (moment - marks.first) / (marks.last - marks.first)

    def _renew(self) -> None:
        self.updateGeometry()
        self.update()


def _clock(moment: float, marks: LifeMarks) -> str:
    """Return the local time, with the date where the life is longer than a day."""
    local = datetime.fromtimestamp(moment, UTC).astimezone()
    long = marks.last - marks.first > 86_400  # noqa: PLR2004 - a day
    return f"{local:%d %b %H:%M}" if long else f"{local:%H:%M:%S}"


def spoken(marks: LifeMarks) -> str:
    """Return the bar in words."""
    judged = marks.sent if marks.sent is not None else marks.now
    begin = f"{datetime.fromtimestamp(marks.begin, UTC):%Y-%m-%d %H:%M:%S}"
    end = f"{datetime.fromtimestamp(marks.end, UTC):%Y-%m-%d %H:%M:%S}"
    span = length(timedelta(seconds=abs(judged - marks.end)))
    if judged > marks.end:
        return tr(
            "Valid from {begin} to {end} UTC; expired {time} before it was used.",
            begin=begin,
            end=end,
            time=span,
        )
    if judged < marks.begin:
        wait = length(timedelta(seconds=marks.begin - judged))
        return tr("Valid from {begin} to {end} UTC; in {time}.", begin=begin, end=end, time=wait)
    return tr("Valid from {begin} to {end} UTC; {time} left.", begin=begin, end=end, time=span)
