"""The list of experiments with its bar above, the question to agree to, and the ladder."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.experiments.experiment_list import ExperimentList
from inspector.gui.experiments.experiment_rows import Row
from inspector.gui.experiments.ladder_card import LadderCard
from inspector.gui.experiments.summary_words import run_words, summary
from inspector.gui.state.experiments import Tried
from inspector.gui.theme import Theme
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.kind import set_kind
from inspector.gui.widgets.label import Label, Picture
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.experiment import Plan
from inspector.wording import tr


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
        self._icon = Picture()
        self._title = Label("", "heading", wrap=True)
        self._text = Label("", "small", wrap=True)
        self.go = Button(theme, tr("Run it once"), "secondary", "play")
        self.go.setObjectName("experiment_agree")
        self.cancel = Button(theme, tr("Cancel"), "secondary")
        self.cancel.setObjectName("experiment_cancel")
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.close_card)
        self._arrange()
        theme.changed.connect(self._restyle)
        self._restyle()
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
        self._title.setText(title)
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

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.go, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (self._title, self._text):
            column.addWidget(part)
        column.addLayout(buttons)
        frame = QFrame()
        set_kind(frame, "note-warn")
        around = QVBoxLayout(self)
        around.setContentsMargins(10, 0, 10, 8)
        around.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("triangle-alert", "warn", 16, ratio))


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
