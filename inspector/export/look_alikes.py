"""The causes that look alike where no word names a reason, as a report lists them."""

import msgspec

from inspector.export.words import consent_words, short_name
from inspector.model.experiment import Plan
from inspector.model.finding import Doubt, Verdict
from inspector.wording import tr, tr_n
from inspector.wording.durations import counted


class LookAlike(msgspec.Struct, frozen=True, kw_only=True):
    """One of the causes that look alike: its name, what would tell it apart, what that costs.

    experiment: the id of the one that shows it, empty where none does.
    """

    name: str
    sign: str
    cost: str
    experiment: str = ""


def doubts_report(verdict: Verdict, plans: tuple[Plan, ...] = ()) -> tuple[LookAlike, ...]:
    """Arrange the causes that look alike; plans: what is really offered, where that is known."""
    offered = {plan.id: plan for plan in plans}
    shorts = {one.slug: short_name(one) for one in verdict.findings}
    found: list[LookAlike] = []
    for one in verdict.doubts:
        plan = offered.get(one.experiment)
        if plan is not None:
            one = msgspec.structs.replace(  # noqa: PLW2901 - the same doubt at its real cost
                one, requests=plan.requests, needs=plan.needs, refused=plan.refused
            )
        same = bool(one.experiment) and any(met.experiment == one.experiment for met in found)
        cost = tr("same read") if same and not one.refused else _cost(one)
        name = one.name or shorts.get(one.finding, one.finding)
        found.append(LookAlike(name=name, sign=one.sign, cost=cost, experiment=one.experiment))
    return tuple(found)


def _cost(one: Doubt) -> str:
    if one.waits:
        return tr("{time} of waiting", time=counted(one.waits, "second"))
    if one.refused:
        return tr("not possible yet")
    if one.needs == ("new-host",):
        return tr("asks first: new host")
    if one.needs:
        return tr("asks first: {what}", what=", ".join(map(consent_words, one.needs)))
    return tr_n("{count} read", "{count} reads", one.requests) if one.requests else ""
