"""How far the credential gets: the ladder under its title, and the sentence that explains it."""

import itertools

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.experiments.ladder_words import ladder_sentence, ladder_spoken
from inspector.gui.state.experiments import Tried
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.painting import icon_at, smooth
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.experiment import Rung, RungState
from inspector.wording import tr

# ---------------- The checks of a server as a painted ladder: passed, stopped here, not reached
_DISC, _ICON, _GAP, _LABEL, _ROW = 20, 12, 7, 18, 28
_LOOKS: dict[RungState, tuple[str, str, str]] = {  # the disc, the icon, the label
    "passed": ("ok_fill", "check", "text"),
    "stopped-here": ("err_fill", "x", "err"),
    "not-reached": ("", "", "text3"),
    "unknown": ("", "minus", "text3"),
}
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Ladder(QWidget):
    """Beside each other where there is room for the names, else below each other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rungs: tuple[Rung, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_ladder(self, rungs: tuple[Rung, ...]) -> None:
        """Show these checks, in the server's order."""
        self._rungs = rungs
        self.setAccessibleName(
            tr("How far your credential gets: {checks}", checks=ladder_spoken(rungs))
        )
        set_tip(self, ladder_spoken(rungs))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the discs with the names under them, or of a list."""
        px = self._theme.px
        if self._fits(width):
            return px(_DISC + 4 + _LABEL)
        return px(_ROW) * len(self._rungs)

    def sizeHint(self) -> QSize:
        """Return the size of all checks beside each other."""
        width = sum(self._columns())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return that it may become narrow."""
        return QSize(self._theme.px(80), self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, then discs and names."""
        painter = smooth(self)
        across = self._fits(self.width())
        centres = self._centres(across=across)
        for place, rung in enumerate(self._rungs[1:], 1):
            self._line(painter, (centres[place - 1], centres[place]), rung.state)
        for rung, centre in zip(self._rungs, centres, strict=True):
            self._rung(painter, rung, centre, across=across)
        painter.end()

    def _columns(self) -> list[int]:
        """Return how wide each check is beside the others: its name, and a gap."""
        metrics = QFontMetrics(self._theme.font(11, SEMIBOLD))
        gap = self._theme.px(_GAP)
        return [metrics.horizontalAdvance(rung.name) + gap for rung in self._rungs]

    def _fits(self, width: int) -> bool:
        return sum(self._columns()) <= width

    def _centres(self, *, across: bool) -> list[QPointF]:
        half = self._theme.px(_DISC) / 2 + 1
        if not across:
            row = self._theme.px(_ROW)
            return [QPointF(half, row * (place + 0.5)) for place in range(len(self._rungs))]
        columns = self._columns()
        spare = (self.width() - sum(columns)) / max(len(columns), 1)
        ends = itertools.accumulate(column + spare for column in columns)
        pairs = zip(ends, columns, strict=True)
        return [QPointF(end - (column + spare) / 2, half) for end, column in pairs]

    def _line(self, painter: QPainter, ends: tuple[QPointF, QPointF], state: RungState) -> None:
        token = {"passed": "ok_fill", "stopped-here": "err_fill"}.get(state, "ctl")
        style = Qt.PenStyle.SolidLine if token != "ctl" else Qt.PenStyle.DashLine  # noqa: S105 - a colour
        painter.setPen(QPen(self._theme.colour(token), 2, style))
        painter.drawLine(*ends)

    def _rung(self, painter: QPainter, rung: Rung, centre: QPointF, *, across: bool) -> None:
        theme, px = self._theme, self._theme.px
        fill, icon, label = _LOOKS[rung.state]
        radius = px(_DISC) / 2
        painter.setBrush(theme.colour(fill or "surface"))
        dashed = QPen(theme.colour("ctl"), 2, Qt.PenStyle.DotLine)
        painter.setPen(QPen(Qt.PenStyle.NoPen) if fill else dashed)
        painter.drawEllipse(centre, radius, radius)
        if icon:
            half = px(_ICON) / 2
            token = "on_fill" if fill else "text3"
            icon_at(painter, theme, (icon, token, _ICON), centre - QPointF(half, half))
        stopped = rung.state == "stopped-here"
        painter.setFont(theme.font(11, SEMIBOLD if stopped else MEDIUM))
        painter.setPen(theme.colour(label))
        if across:
            wide = self.width()  # names do not touch: their columns are wide enough
            top = centre.y() + radius + px(4)
            room = QRectF(centre.x() - wide / 2, top, wide, px(_LABEL))
            painter.drawText(room, _CENTRE, rung.name)
        else:
            left = round(centre.x() + radius) + px(_GAP)
            row = QRect(left, round(centre.y() - px(_ROW) / 2), self.width() - left, px(_ROW))
            painter.drawText(row, _LEFT, rung.name)


class LadderCard(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "inset")
        self.setObjectName("ladder_card")
        self._icon = Picture()
        self._title = Label(tr("How far your credential gets"), "heading", wrap=True)
        self.ladder = Ladder(theme)
        self.sentence = Label("", "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.ladder)
        column.addWidget(self.sentence)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def needed(self) -> bool:
        """Whether there is something to say."""
        return bool(self.sentence.text())

    def show_tried(self, tried: Tried) -> None:
        """Show the ladder of these results, or that every refusal looks the same."""
        text = ladder_sentence(tried)
        self.ladder.show_ladder(tried.ladder)
        self.ladder.setVisible(bool(tried.ladder))
        self.sentence.setText(text)
        self.setVisible(bool(text))

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("route", "text2", 16, ratio))
