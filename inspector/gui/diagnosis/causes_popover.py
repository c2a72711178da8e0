"""Every other cause over the window: what a fact rules out, and what nothing speaks for."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from inspector.export.verdict_report import Cause, Excluded, VerdictReport, verdict_report
from inspector.gui.diagnosis.cause_row import CauseRow
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import RADIUS
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.painting import focus_ring, outlined, rounded, smooth
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.finding import Verdict
from inspector.presentation.exchange.line import Line
from inspector.presentation.exchange.pins import touches
from inspector.presentation.verdict.verdict_card import listed
from inspector.wording import tr

_COLUMN, _PADDING, _GAP, _SHADOW = 196, 16, 16, 24
_ONE_COLUMN_BELOW = 960
_DARK = 128  # of 255
Jump = Callable[[int], object]


def excluded_lines(verdict: Verdict, lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
    """Return number and place of the first line that shows the fact which rules a family out."""
    found: dict[str, tuple[int, int]] = {}
    for out in verdict.ruled_out:
        place = out.place
        if place is not None and out.by_fact:
            shown = [at for at, line in enumerate(lines) if touches(line, place)]
            numbered = [at for at in shown if lines[at].number]
            if (first := next(iter(numbered or shown), None)) is not None:
                found[out.cause.value] = (lines[first].number, first)
    return found


class ExcludedRow(QWidget):
    """A family with its fact, and the link to the line of the fact where it has bytes."""

    def __init__(self, theme: Theme, item: Excluded, said: str, link: Button | None) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(Label(item.family, "field", wrap=True))
        column.addWidget(Label(item.reason, "quiet", wrap=True))
        self.setAccessibleName(said)
        self.stop: QWidget = link or self
        if link is None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            link.setAccessibleName(said)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = smooth(self)
            focus_ring(painter, self._theme, QRectF(self.rect()), 4)
            painter.end()


class CausesPopover(QFrame):
    """Up and Down go through a column, Left and Right change it; Esc and a click elsewhere close.

    lines: the number of the line and its place in the view, for each family whose fact has bytes.
    """

    def __init__(self, theme: Theme, anchor: QWidget, jump: Jump) -> None:
        super().__init__(anchor.window())
        self._theme, self._anchor, self._jump = theme, anchor, jump
        self._columns: list[list[QWidget]] = []
        self.setObjectName("causes_popover")
        self.setAccessibleName(tr("Other causes"))
        self._body = Scrolled()
        self._body.viewport().setAutoFillBackground(False)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(1, 1, 1, 1)
        frame.addWidget(self._body)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(_SHADOW)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def show_causes(
        self,
        report: VerdictReport,
        listed: Sequence[Cause],
        lines: Mapping[str, tuple[int, int]],
    ) -> None:
        """Show both lists, after the possible causes where there is no column for them."""
        for cause in listed:
            self._body.column.addWidget(CauseRow(self._theme, cause))
        narrow = self._anchor.window().width() < self._theme.px(_ONE_COLUMN_BELOW)
        beside = QVBoxLayout() if narrow else QHBoxLayout()
        beside.setSpacing(self._theme.px(_GAP))
        ruled, unsupported = report.ruled_out, report.unsupported
        for title, icon, items in (
            (tr("Ruled out by a fact"), "circle-slash", ruled),
            (tr("Nothing speaks for it"), "circle-dashed", unsupported),
        ):
            if items:
                beside.addLayout(self._column(title, icon, items, lines), 1)
        self._body.column.addLayout(beside)
        self._body.column.addStretch(1)
        count = 1 if narrow or not (ruled and unsupported) else 2
        wide = count * self._theme.px(_COLUMN) + (count - 1) * self._theme.px(_GAP)
        self._place(wide + 2 * self._theme.px(_PADDING) + 2)

    def close_and_return(self) -> None:
        """Go, and give the focus back to what opened it."""
        self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.leave()

    def leave(self) -> None:
        """Go."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of an entry before its pane scrolls by them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes(event.key())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no entry got."""
        if not self._takes(event.key()):
            super().keyPressEvent(event)

    def _takes(self, key: int) -> bool:
        """Walk the entries; Esc closes."""
        steps = {
            Qt.Key.Key_Down: (0, 1),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Left: (-1, 0),
        }
        if key == Qt.Key.Key_Escape:
            self.close_and_return()
        elif key in steps:
            self._step(*steps[Qt.Key(key)])
        else:
            return False
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the raised ground with its border."""
        painter = smooth(self)
        whole = QRectF(self.rect())
        rounded(painter, whole, RADIUS, self._theme.colour("raised"))
        edge = "ctl" if self._theme.colour("raised").lightness() < _DARK else "border"
        outlined(painter, whole, RADIUS, QPen(self._theme.colour(edge), 1))
        painter.end()

    def _column(
        self,
        title: str,
        icon: str,
        items: Sequence[Excluded],
        lines: Mapping[str, tuple[int, int]],
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(4))
        head = QHBoxLayout()
        picture = Picture()
        ratio = self.devicePixelRatioF()
        picture.setPixmap(self._theme.pixmap(icon, "text2", 14, ratio))
        head.addWidget(picture)
        head.addWidget(Label(title, "heading"), 1)
        column.addLayout(head)
        rows = [self._row(item, title, lines.get(item.id)) for item in items]
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self._columns.append([row.stop for row in rows])
        for row in rows:
            row.stop.installEventFilter(self)
        return column

    def _row(self, item: Excluded, title: str, line: tuple[int, int] | None) -> ExcludedRow:
        said = tr("{family}, {why}: {reason}", family=item.family, why=title, reason=item.reason)
        if line is None:
            return ExcludedRow(self._theme, item, said, None)
        number, at = line
        link = Button(self._theme, tr("line {number}", number=number), "link", "corner-down-right")
        row = ExcludedRow(
            self._theme, item, tr("{what}, line {number}", what=said, number=number), link
        )
        link.clicked.connect(lambda: self._go(at))
        return row

    def _go(self, at: int) -> None:
        self.close_and_return()
        self._jump(at)

    def _place(self, wide: int) -> None:
        """Stand below the anchor, right edges in line; above it where there is more room."""
        window = self._anchor.window()
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        inner = self._body.widget()
        layout = inner.layout() if inner is not None else None
        wanted = layout.totalHeightForWidth(wide - 2) + 2 if layout is not None else 0
        top = self._anchor.mapTo(window, QPoint(0, 0)).y()
        bottom = top + self._anchor.height() + 6
        right = self._anchor.mapTo(window, QPoint(self._anchor.width(), 0)).x()
        below, above = window.height() - bottom - 8, top - 14
        upwards = wanted > below and above > below
        high = min(wanted, above if upwards else below)
        x = min(max(right - wide, 8), max(window.width() - wide - 8, 0))
        self.setGeometry(QRect(QPoint(x, top - 6 - high if upwards else bottom), QSize(wide, high)))
        self.show()
        self.raise_()
        first = next((stops[0] for stops in self._columns if stops), self)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _step(self, across: int, down: int) -> None:
        focus = QApplication.focusWidget()
        for place, stops in enumerate(self._columns):
            if focus in stops:
                column = self._columns[max(0, min(place + across, len(self._columns) - 1))]
                row = max(0, min(stops.index(focus) + down, len(column) - 1))
                column[row].setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close when the focus goes elsewhere; what opened it closes it by itself."""
        inside = new is None or new is self._anchor or new is self or self.isAncestorOf(new)
        if not inside and self.isVisible():
            self.leave()


class Opened(NamedTuple):
    """Where the list opens: the button that it hangs at, and what goes to a line."""

    theme: Theme
    anchor: QWidget
    jump: Jump


def toggle_causes(
    opened: Opened, verdict: Verdict, lines: Sequence[Line], *, possible: bool
) -> None:
    """Open the list of other causes at a button, or close it; possible: those too."""
    before = opened.anchor.window().findChildren(CausesPopover)
    if shown := [each for each in before if not each.isHidden()]:
        shown[0].close_and_return()
        return
    report = verdict_report(verdict)
    popover = CausesPopover(*opened)
    popover.show_causes(report, listed(report) if possible else (), excluded_lines(verdict, lines))
