"""The experiments on one refused attempt of a comparison, and the first fix of its verdict."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.experiments.experiments_tab import ExperimentsTab
from inspector.gui.experiments.trial_page import TrialPage, repeatable
from inspector.gui.sending.experimenting import Experimenting
from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools
from inspector.gui.theme import Theme
from inspector.gui.widgets.card import Line
from inspector.gui.widgets.label import Label, Picture
from inspector.model.experiment import Outcome
from inspector.model.fix import Fix
from inspector.model.question import Consent
from inspector.presentation.experiments.experiment_summary import outcome_said
from inspector.presentation.experiments.tried import Tried
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer


# ---------------- The head of the experiments beside a comparison
_ICON = 18


class TrialHead(QWidget):
    """The number is that of the attempt's column, from the left."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Picture()
        self._title = Label("", "heading", wrap=True)
        self._sent = Label("", "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 11)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 1)
        row.addWidget(self._sent, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Line())
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_number(number)

    def show_number(self, number: int) -> None:
        """Say which attempt is tried."""
        self._title.setText(tr("Experiments on attempt {number}", number=number))

    def show_tried(self, tried: Tried) -> None:
        """Say how many requests were sent, and that they only read where that is so."""
        self._sent.setText(sent_words(tried))

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("flask-conical", "accent", _ICON, ratio))


def sent_words(tried: Tried) -> str:
    """Return "7 sent, GET only"; empty before anything was sent."""
    if not tried.requests:
        return ""
    methods = {
        exchange.request.method
        for outcome in tried.outcomes
        if outcome.attempt is not None
        for exchange in outcome.attempt.exchanges
    }
    if len(methods) != 1:
        return tr_n("{count} sent", "{count} sent", tried.requests)
    return tr_n(
        "{count} sent, {method} only",
        "{count} sent, {method} only",
        tried.requests,
        method=methods.pop(),
    )


class TrialPanel(QWidget):
    """renewed(Answer): what is known of the attempt now. fix_asked(Fix): carry it out."""

    renewed = Signal(object)
    fix_asked = Signal(object)

    def __init__(
        self, tab: RequestDocument, answer: "Answer", number: int, tools: Tools, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.answer = answer
        self._kept = tab.attempts.experiments
        self._fix: Fix | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.head = TrialHead(tools.theme, number)
        column.addWidget(self.head)
        self.page = TrialPage(tools.theme)
        self.tried = ExperimentsTab(tools, self.page)
        column.addWidget(self.tried, 1)
        if not self._kept.of(answer).outcomes and answer.trial.outcomes:
            self._kept.take(answer)
        self.running = Experimenting(tab, tools, self, answer)
        self.answer = self.running.answer or answer  # a run may have ended meanwhile
        self._connect(tools)
        self._show()

    @property
    def busy(self) -> bool:
        """Whether experiments are being sent."""
        return bool(self.running.tried.waiting)

    def show_number(self, number: int) -> None:
        """Say which column the attempt is."""
        self.head.show_number(number)

    def _connect(self, tools: Tools) -> None:
        self._kept.changed.connect(self._changed)
        self.running.came.connect(self._tell)
        self.running.ended.connect(self._ended)
        self.tried.run_asked.connect(self._run)
        self.tried.stop_asked.connect(self.running.stop)
        self.page.again.clicked.connect(self._again)
        self.page.fix.clicked.connect(self._ask_fix)
        tools.actions.provide("run-experiments", self._command, self, self._can_run)
        tools.actions.provide("apply-fix", lambda _: self._ask_fix(), self, self._has_fix)

    def _has_fix(self) -> bool:
        return self._fix is not None

    def _can_run(self) -> bool:
        return self.running.ready and bool(self.running.tried.open)

    def _command(self, _argument: object) -> None:
        self._run(tuple(plan.id for plan in self.running.tried.safe), frozenset())

    def _run(self, ids: tuple[str, ...], consent: frozenset[Consent]) -> None:
        self.running.run(ids, consent)

    def _again(self) -> None:
        self._run(repeatable(self.running.tried), frozenset())

    def _ask_fix(self) -> None:
        if self._fix is not None:
            self.fix_asked.emit(self._fix)

    def _changed(self, attempt: str) -> None:
        if attempt == self.answer.attempt.id:
            self._show()

    def _ended(self) -> None:
        self.answer = self.running.answer or self.answer
        self._show()
        self.renewed.emit(self.answer)

    def _show(self) -> None:
        tried = self.running.tried
        self.tried.show_tried(self.answer, tried)
        self.head.show_tried(tried)
        findings = self.answer.verdict.findings
        self._fix = next((fix for found in findings for fix in found.fixes), None)
        self.page.offer_fix(self._fix.title if self._fix is not None else "")

    def _tell(self, outcome: Outcome) -> None:
        event = QAccessibleAnnouncementEvent(self.tried.list, outcome_said(outcome))
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
