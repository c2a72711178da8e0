"""The tab Experiments: what can be tried, what came of it, and one exchange in its place."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from inspector.gui.experiments.experiments_page import ExperimentsPage
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools, known_of
from inspector.gui.trace.exchange_panel import ExchangePanel
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.label import Label
from inspector.model.attempt import Attempt
from inspector.model.experiment import Outcome
from inspector.model.finding import Verdict
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange.pins import pins
from inspector.presentation.exchange.status_words import explained
from inspector.presentation.experiments.experiment_consent import consent_sentences
from inspector.presentation.experiments.experiment_rows import Row, cost, own_row, rows
from inspector.presentation.experiments.tried import Tried
from inspector.protocol.urls import host_of
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- The exchange of one experiment, under a bar that leads back to the list
class OutcomeView(QWidget):
    """left(): back to the list."""

    left = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._attempt: Attempt | None = None
        self.back = Button(tools.theme, tr("All experiments"), "link", "chevron-left")
        self.back.setObjectName("experiments_back")
        self.back.clicked.connect(self.left)
        self._title = Label("", "field", wrap=True)
        self.panel = ExchangePanel(tools)
        self.panel.view.setObjectName("experiment_exchange")
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 14, 4)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(self.panel, 1)
        self.panel.view.installEventFilter(self)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what was sent and answered, at once; the remarks on it follow."""
        self._attempt = outcome.attempt
        self._title.setText(
            tr("Experiment “{name}”: {meaning}", name=outcome.plan.varies, meaning=outcome.meaning)
        )
        if outcome.attempt is not None:
            from inspector.workbench.answer import Answer  # noqa: PLC0415 - after the window is open

            self.panel.show_answer(Answer(attempt=outcome.attempt))
            job = self._tools.background.compute(self._tools.workbench.answer, outcome.attempt)
            job.succeeded.connect(self._annotate)

    def renew(self) -> None:
        """Take up the choices about secrets, notes and motion."""
        self.panel.renew()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Backspace and Esc lead back."""
        back = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
        if isinstance(event, QKeyEvent) and event.key() in back:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else Esc would be the command Stop
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return False

    def _annotate(self, answer: "Answer") -> None:
        """Show the remarks too; the pins of the verdict have their numbers elsewhere."""
        if answer.attempt is self._attempt:
            self.panel.show_answer(msgspec.structs.replace(answer, verdict=Verdict()))


_LEAST = 100
_NOTHING, _LIST, _ONE = range(3)


class ExperimentsTab(QWidget):
    """run_asked(tuple of ids, what the user agreed to), stop_asked().

    The exchange of a result takes the place of the list.
    """

    run_asked = Signal(object, object)
    stop_asked = Signal()

    def __init__(self, tools: Tools, page: ExperimentsPage | None = None) -> None:
        super().__init__()
        self._tools = tools
        self._answer: Answer | None = None
        self._tried = Tried()
        self.page = page or ExperimentsPage(tools.theme)
        self.list, self.consent = self.page.list, self.page.consent
        self._empty = EmptyState(
            tools.theme,
            tr("Nothing to try here"),
            tr("Experiments are offered for a refused request that was sent from this window."),
            "flask-conical",
        )
        self._pages = QStackedLayout(self)
        for each in (self._empty, self.page):
            self._pages.addWidget(each)
        self._connect()

    @cached_property
    def outcome(self) -> OutcomeView:
        """The exchange of a result; made when the first one is opened."""
        made = OutcomeView(self._tools)
        self._pages.addWidget(made)
        made.left.connect(self._back)
        return made

    # ------------------------------------------------------------ what is shown
    def show_tried(self, answer: "Answer | None", tried: Tried) -> None:
        """Show what was and can be tried for an answer."""
        before = self._answer.attempt.id if self._answer else ""
        if answer is None or answer.attempt.id != before:
            self._pages.setCurrentIndex(_LIST)
            self.consent.close_card()
        self._answer, self._tried = answer, tried
        if not tried.all_plans:
            self._pages.setCurrentIndex(_NOTHING)
            return
        if self._pages.currentIndex() == _NOTHING:
            self._pages.setCurrentIndex(_LIST)
        self.page.show_tried(self._rows(), tried)

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
        if "outcome" in self.__dict__:
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
        return visible(first.method), visible(host_of(first.url))

    def _run_safe(self) -> None:
        self.run_asked.emit(tuple(plan.id for plan in self._tried.safe), frozenset())

    def _agreed(self, name: str) -> None:
        plan = self._tried.plan(name)
        if plan is not None:
            self.run_asked.emit((name,), frozenset(plan.needs))

    def _open(self, name: str) -> None:
        outcome = self._tried.done.get(name)
        if outcome is not None:
            self.outcome.show_outcome(outcome)
            self._pages.setCurrentIndex(_ONE)
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

    def _connect(self) -> None:
        self.page.run_asked.connect(self._run_safe)
        self.page.stop_asked.connect(self.stop_asked)
        self.list.run_asked.connect(self.ask)
        self.list.open_asked.connect(self._open)
        self.consent.agreed.connect(self._agreed)
        self.consent.closed.connect(self.focus_list)
