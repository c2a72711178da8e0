"""Keeps the Experiments tab and the verdict in step with what is tried, and tells of it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.experiments.summary_words import outcome_said
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.sending.experimenting import Experimenting
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.tools import Tools
from inspector.model.experiment import Consent, Outcome


class ExperimentsShown(QObject):
    """The command run-experiments; its argument is a tuple of ids, none = all safe ones."""

    def __init__(
        self, attempts: Attempts, body: AnswerBody, experimenting: Experimenting, tools: Tools
    ) -> None:
        super().__init__(experimenting)
        self._attempts = attempts
        self._body = body
        self._running = experimenting
        attempts.experiments.changed.connect(self._changed)
        attempts.selected.connect(self._show)
        experimenting.came.connect(self._tell)
        body.experiment_asked.connect(self._run)
        body.tabs.experiments.run_asked.connect(self._run_agreed)
        body.tabs.experiments.stop_asked.connect(experimenting.stop)
        tools.actions.provide("run-experiments", self._command, body, self._can_run)
        self._show()

    def _command(self, argument: object) -> None:
        self._run(argument if isinstance(argument, tuple) else ())

    def _run(self, ids: tuple[str, ...]) -> None:
        """Show the tab and run; where consent is needed it is asked for there."""
        tried = self._running.tried
        self._body.turn_to_experiments()
        tab = self._body.tabs.experiments
        if len(ids) == 1:
            tab.ask(ids[0])
            return
        self._run_agreed(ids or tuple(plan.id for plan in tried.safe), frozenset())

    def _run_agreed(self, ids: tuple[str, ...], consent: frozenset[Consent]) -> None:
        self._running.run(ids, consent)

    def _can_run(self) -> bool:
        return self._running.ready and bool(self._running.tried.open)

    def _changed(self, attempt: str) -> None:
        current = self._attempts.current
        if current is not None and current.attempt.id == attempt:
            self._show()

    def _show(self) -> None:
        self._body.show_experiments(self._running.tried)

    def _tell(self, outcome: Outcome) -> None:
        listed: QWidget = self._body.tabs.experiments.list
        event = QAccessibleAnnouncementEvent(listed, outcome_said(outcome))
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
