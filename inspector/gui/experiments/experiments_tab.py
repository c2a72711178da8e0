"""The tab Experiments: the bar, the question to agree to, the list, the ladder, one exchange."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.compose.scrolled import Scrolled
from inspector.gui.experiments.consent_card import ConsentCard
from inspector.gui.experiments.consent_words import consent_sentences
from inspector.gui.experiments.experiment_list import ExperimentList
from inspector.gui.experiments.experiment_rows import Row, cost, own_row, rows
from inspector.gui.experiments.ladder_card import LadderCard
from inspector.gui.experiments.outcome_view import OutcomeView
from inspector.gui.experiments.summary_words import run_words, summary
from inspector.gui.response.status_words import explained
from inspector.gui.state.choices import Choice
from inspector.gui.state.experiments import Tried
from inspector.gui.state.tools import Tools
from inspector.gui.trace.known import known_of
from inspector.gui.trace.pins import pins
from inspector.gui.trace.printable import visible
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.label import Label
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

_SIDE, _BESIDE, _BAR, _LEAST = 348, 740, 32, 100
_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX
_NOTHING, _LIST, _ONE = range(3)


class ExperimentsTab(QWidget):
    """run_asked(tuple of ids, what the user agreed to), stop_asked().

    The exchange of a result takes the place of the list.
    """

    run_asked = Signal(object, object)
    stop_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._answer: Answer | None = None
        self._tried = Tried()
        theme = tools.theme
        self.list = ExperimentList(theme)
        self.consent = ConsentCard(theme)
        self.ladder = LadderCard(theme)
        self.outcome = OutcomeView(tools)
        self.run = Button(theme, tr("Run all safe ones"), "secondary", "play")
        self.run.setObjectName("experiments_run")
        self.stop = Button(theme, tr("Stop"), "secondary", "square")
        self.stop.setObjectName("experiments_stop")
        self._sum = Label("", "small", wrap=True)
        self._sum.setObjectName("experiments_summary")
        self._empty = EmptyState(
            theme,
            tr("Nothing to try here"),
            tr("Experiments are offered for a refused request that was sent from this window."),
            "flask-conical",
        )
        self._arrange()
        self._connect()
        theme.changed.connect(self._place_ladder)

    # ------------------------------------------------------------ what is shown
    def show_tried(self, answer: "Answer | None", tried: Tried) -> None:
        """Show what was and can be tried for an answer."""
        before = self._answer.attempt.id if self._answer else ""
        if answer is None or answer.attempt.id != before:
            self._pages.setCurrentIndex(_LIST)
            self.consent.close_card()
        self._answer, self._tried = answer, tried
        plans = tried.all_plans
        if not plans:
            self._pages.setCurrentIndex(_NOTHING)
            return
        if self._pages.currentIndex() == _NOTHING:
            self._pages.setCurrentIndex(_LIST)
        self.list.show_rows(self._rows())
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

    def ask(self, name: str) -> None:
        """Run an experiment; one that needs consent is asked about first."""
        plan = self._tried.plan(name)
        if plan is None:
            return
        if not plan.needs:
            self.run_asked.emit((name,), frozenset())
            return
        method, host = self._where()
        environment = self._answer.attempt.environment if self._answer else ""
        sentences = consent_sentences(plan, method, host, environment)
        self._pages.setCurrentIndex(_LIST)
        self.consent.ask(plan, sentences, cost(plan, method))

    def jump(self, name: str) -> bool:
        """Bring an experiment into sight and flash it; False where it is not in the list."""
        self._pages.setCurrentIndex(_LIST)
        return self.list.jump(name)

    def show_choice(self, choice: Choice) -> None:
        """Take up what is chosen about secrets, notes and motion."""
        self.list.set_still(still=choice.reduced_motion)
        self.outcome.renew()

    def focus_list(self) -> None:
        """Put the focus on the list."""
        if self._pages.currentIndex() == _LIST:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _rows(self) -> tuple[Row, ...]:
        answer = self._answer
        if answer is None:
            return ()
        entry = explained(answer.attempt, answer.verdict)
        exchanges = answer.attempt.exchanges
        reply = exchanges[entry].reply if 0 <= entry < len(exchanges) else None
        numbers = {pin.experiment: pin.number for pin in pins(answer.verdict) if pin.experiment}
        own = own_row(reply.status if reply else None)
        method, _host = self._where()
        return (own, *rows(self._tried, method, numbers, known_of(self._tools)))

    def _where(self) -> tuple[str, str]:
        """Return method and host of the request that is tried in other ways."""
        exchanges = self._answer.attempt.exchanges if self._answer else ()
        if not exchanges:
            return "", ""
        first = exchanges[0].request
        return visible(first.method), visible(urlsplit(first.url).hostname or "")

    def _agreed(self, name: str) -> None:
        plan = self._tried.plan(name)
        if plan is not None:
            self.run_asked.emit((name,), frozenset(plan.needs))

    def _open(self, name: str) -> None:
        outcome = self._tried.done.get(name)
        if outcome is not None:
            self._pages.setCurrentIndex(_ONE)
            self.outcome.show_outcome(outcome)
            self.outcome.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._pages.setCurrentIndex(_LIST)
        self.focus_list()

    # -------------------------------------------------------------- layout
    def minimumSizeHint(self) -> QSize:
        """Return that it may become low: the list scrolls."""
        return QSize(0, self._tools.theme.px(_LEAST))

    def hasHeightForWidth(self) -> bool:
        """Return that no height is due to it, whatever the ladder would like."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ladder beside the list where there is room."""
        super().resizeEvent(event)
        self._place_ladder()

    def _place_ladder(self) -> None:
        px = self._tools.theme.px
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

    def _connect(self) -> None:
        self.run.clicked.connect(lambda: self.run_asked.emit(_ids(self._tried), frozenset()))
        self.stop.clicked.connect(self.stop_asked)
        self.list.run_asked.connect(self.ask)
        self.list.open_asked.connect(self._open)
        self.list.in_sight.connect(self._in_sight)
        self.consent.agreed.connect(self._agreed)
        self.consent.closed.connect(self.focus_list)
        self.outcome.left.connect(self._back)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 6, 10, 6)
        bar.setSpacing(8)
        bar.addWidget(self._sum, 1)
        bar.addStrut(_BAR)
        bar.addWidget(self.run)
        bar.addWidget(self.stop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.consent)
        column.addLayout(self._list_and_ladder(), 1)
        self._pages = QStackedLayout(self)
        for each in (self._empty, page, self.outcome):
            self._pages.addWidget(each)

    def _list_and_ladder(self) -> QHBoxLayout:
        """Return the scrolled list with the places of the ladder: above it, or beside it."""
        self._above = QVBoxLayout()
        self._above.setContentsMargins(12, 2, 12, 8)
        self._above.addWidget(self.ladder)
        self.roll = Scrolled()
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


def _ids(tried: Tried) -> tuple[str, ...]:
    return tuple(plan.id for plan in tried.safe)
