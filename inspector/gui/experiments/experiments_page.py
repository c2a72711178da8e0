"""The list of experiments with its bar above, the question to agree to, and the ladder."""

import itertools

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.experiments.experiment_list import ExperimentList
from inspector.gui.theme import Theme
from inspector.gui.theme.fonts import MEDIUM, SEMIBOLD
from inspector.gui.widgets.ask_card import AskCard
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.painting import icon_at, smooth
from inspector.gui.widgets.scrolled import Scrolled
from inspector.gui.widgets.tooltip import set_tip
from inspector.model.experiment import Plan, Rung, RungState
from inspector.presentation.experiments.experiment_rows import Row
from inspector.presentation.experiments.experiment_summary import run_words, summary
from inspector.presentation.experiments.ladder_words import ladder_sentence, ladder_spoken
from inspector.presentation.experiments.tried import Tried
from inspector.wording import tr

# ---------------- How far the credential gets
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


# ---------------- Asks before an experiment that is not harmless; nothing waits for the answer
class ConsentCard(QWidget):
    """agreed(id): the experiment may be run with all that it needs. closed(): it may not."""

    agreed = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._id = ""
        self.setObjectName("experiment_consent")
        self.card = AskCard(theme, between=10)
        self._text = Label("", "small", wrap=True)
        self.go = Button(theme, tr("Run it once"), "secondary", "play")
        self.go.setObjectName("experiment_agree")
        self.cancel = Button(theme, tr("Cancel"), "secondary")
        self.cancel.setObjectName("experiment_cancel")
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.close_card)
        self.card.rows.addWidget(self._text)
        self.card.add_buttons((self.go, self.cancel))
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 0, 10, 8)
        around.addWidget(self.card)
        self.hide()

    @property
    def asked(self) -> str:
        """The id of the experiment asked about, empty while nothing is."""
        return self._id

    def ask(self, plan: Plan, sentences: tuple[str, ...], cost: str) -> None:
        """Ask about an experiment; the focus is on Cancel."""
        self._id = plan.id
        title = tr("Run “{name}”? It costs {cost}.", name=plan.varies, cost=cost)
        text = " ".join(filter(None, (plan.sends, *sentences)))
        self.card.title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title} {text}")
        self.cancel.setAccessibleDescription(f"{title} {text}")
        self.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Ask no more."""
        if self._id:
            self._id = ""
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is Cancel."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        name = self._id
        self.close_card()
        self.agreed.emit(name)


_SIDE, _BESIDE, _BAR = 348, 740, 32
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX


class ExperimentsPage(QWidget):
    """run_asked(): run all safe ones. stop_asked(). The ladder lies beside the list, or above."""

    run_asked = Signal()
    stop_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.list = ExperimentList(theme)
        self.consent = ConsentCard(theme)
        self.ladder = LadderCard(theme)
        self.run = Button(theme, tr("Run all safe ones"), "secondary", "play")
        self.run.setObjectName("experiments_run")
        self.stop = Button(theme, tr("Stop"), "secondary", "square")
        self.stop.setObjectName("experiments_stop")
        self._sum = Label("", "small", wrap=True)
        self._sum.setObjectName("experiments_summary")
        self._arrange()
        self.run.clicked.connect(self.run_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.list.in_sight.connect(self._in_sight)
        theme.changed.connect(self._place_ladder)

    def show_tried(self, rows: tuple[Row, ...], tried: Tried) -> None:
        """Show these rows, what can be done about them, and what follows from them."""
        self.list.show_rows(rows)
        self._sum.setText(summary(tried))
        words, busy = run_words(tried), bool(tried.waiting)
        if words:
            self.run.set_text(words)
        self.run.setVisible(bool(words) and not busy)
        self.stop.setVisible(busy)
        said = self.ladder.needed
        self.ladder.show_tried(tried)
        self._place_ladder()
        if self.ladder.needed and not said:
            self.roll.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ladder beside the list where there is room."""
        super().resizeEvent(event)
        self._place_ladder()

    def _place_ladder(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(_BESIDE)
        asked = self.consent.height() if self.consent.isVisible() else 0
        room = self.height() - px(_BAR + 12) - asked
        tall = room >= self.ladder.heightForWidth(px(_SIDE)) + 28
        beside = wide and tall
        if beside != (self._side.indexOf(self.ladder) >= 0):
            (self._side if beside else self._above).insertWidget(0, self.ladder)
        self.ladder.setMinimumWidth(px(_SIDE) if beside else 0)
        self.ladder.setMaximumWidth(px(_SIDE) if beside else _UNLIMITED)
        pad = 14 if beside else 0
        self._side.setContentsMargins(0, pad, pad, pad)

    def _in_sight(self, part: QRect) -> None:
        """Scroll to a part of the list; to its beginning where it is higher than the view."""
        for corner in (part.bottomLeft(), part.topLeft()):
            place = self.list.pos() + corner
            self.roll.ensureVisible(0, place.y(), 0, 2)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 6, 10, 6)
        bar.setSpacing(8)
        bar.addWidget(self._sum, 1)
        bar.addStrut(_BAR)
        bar.addWidget(self.run)
        bar.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.consent)
        column.addLayout(self._list_and_ladder(), 1)

    def _list_and_ladder(self) -> QHBoxLayout:
        """Return the scrolled list with the places of the ladder: above it, or beside it."""
        self._above = QVBoxLayout()
        self._above.setContentsMargins(12, 2, 12, 8)
        self._above.addWidget(self.ladder)
        self.roll = Scrolled()
        self.roll.setMinimumHeight(1)  # the question above it is never cut
        self.roll.column.setContentsMargins(0, 0, 0, 0)
        self.roll.column.setSpacing(0)
        self.roll.column.addLayout(self._above)
        self.roll.column.addWidget(self.list)
        self.roll.column.addStretch(1)
        self._side = QVBoxLayout()
        self._side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.roll, 1)
        row.addLayout(self._side)
        return row
