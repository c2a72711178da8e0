"""What is known of the experiments on one attempt: planned, run, under way."""

import msgspec

from inspector.model.experiment import Outcome, Plan, Rung


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the experiments on one attempt.

    outcomes: in the order they came. waiting: ids still to come of the run under way, the first
    is being sent. stopped: why the last run ended early.
    """

    plans: tuple[Plan, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    waiting: tuple[str, ...] = ()
    ladder: tuple[Rung, ...] = ()
    requests: int = 0
    stopped: str = ""

    @property
    def done(self) -> dict[str, Outcome]:
        """The outcomes of what was run, by the id of the plan."""
        return {one.plan.id: one for one in self.outcomes if one.result != "not-run"}

    @property
    def all_plans(self) -> tuple[Plan, ...]:
        """All plans in their order, those of results that are not offered any more at the end."""
        offered = {plan.id for plan in self.plans}
        more = (one.plan for one in self.outcomes if one.plan.id not in offered)
        return (*self.plans, *more)

    @property
    def open(self) -> tuple[Plan, ...]:
        """What can be run and was not."""
        done = self.done
        return tuple(plan for plan in self.plans if not plan.refused and plan.id not in done)

    @property
    def safe(self) -> tuple[Plan, ...]:
        """What can be run without asking and was not."""
        return tuple(plan for plan in self.open if not plan.needs)

    def plan(self, name: str) -> Plan | None:
        """Return the plan of that id."""
        return next((plan for plan in self.all_plans if plan.id == name), None)

    def number(self, name: str) -> int:
        """Return the place of an experiment in the list, from 1; 0 where it is not there."""
        names = [plan.id for plan in self.all_plans]
        return names.index(name) + 1 if name in names else 0
