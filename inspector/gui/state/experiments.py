"""What was tried for each answer of a tab: the plans, what came of them, what runs now."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.gui.bridge.job import Job
from inspector.model.experiment import Outcome, Plan
from inspector.presentation.experiments.tried import Tried

if TYPE_CHECKING:
    from inspector.workbench.answer import Answer

KEPT = 30


class Experiments(QObject):
    """Owner of what was tried in a tab. changed(str): the attempt of that id, in any way.

    job: the run under way; a page that shows it may go and come again meanwhile.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.job: Job | None = None
        self._tried: dict[str, Tried] = {}

    def of(self, answer: "Answer | None") -> Tried:
        """Return what was tried for an answer."""
        return self._tried.get(answer.attempt.id, Tried()) if answer is not None else Tried()

    def offer(self, attempt: str, plans: tuple[Plan, ...]) -> None:
        """Take the plans for an attempt, those known before in their old order.

        The attempts heard of longest ago are dropped in time.
        """
        before = [plan.id for plan in self._tried.get(attempt, Tried()).plans]
        ordered = sorted(plans, key=lambda plan: _place(plan.id, before))
        self._change(attempt, plans=tuple(ordered))
        while len(self._tried) > KEPT:
            del self._tried[next(iter(self._tried))]

    def begin(self, attempt: str, ids: tuple[str, ...]) -> None:
        """These are run now, in this order."""
        self._change(attempt, waiting=ids, stopped="")

    def starts(self, attempt: str, name: str) -> None:
        """This one is being sent now, whatever was thought of their order."""
        before = self._tried.get(attempt, Tried())
        rest = tuple(each for each in before.waiting if each != name)
        self._change(attempt, waiting=(name, *rest))

    def add(self, attempt: str, outcome: Outcome) -> None:
        """One has ended."""
        before = self._tried.get(attempt, Tried())
        name = outcome.plan.id
        kept = tuple(one for one in before.outcomes if one.plan.id != name)
        waiting = tuple(each for each in before.waiting if each != name)
        self._change(attempt, outcomes=(*kept, outcome), waiting=waiting)

    def end(self, attempt: str, stopped: str = "") -> None:
        """The run is over; stopped: why before its end."""
        self._change(attempt, waiting=(), stopped=stopped)

    def take(self, answer: "Answer") -> None:
        """The run is over with all that this answer says of it."""
        trial = answer.trial
        self._change(
            answer.attempt.id,
            outcomes=trial.outcomes,
            waiting=(),
            ladder=trial.ladder,
            requests=trial.requests,
            stopped=trial.stopped,
        )

    def _change(self, attempt: str, **changes: object) -> None:
        before = self._tried.get(attempt, Tried())
        self._tried[attempt] = msgspec.structs.replace(before, **changes)
        self.changed.emit(attempt)


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)
