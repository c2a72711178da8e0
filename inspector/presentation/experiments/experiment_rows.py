"""Turns what was tried into the rows of the list, each with its words. Pure: no Qt."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from inspector.export.words import consent_words, moved_words
from inspector.model.experiment import Outcome, Plan
from inspector.presentation.bodies.printable import visible
from inspector.presentation.exchange.exchange_words import masked
from inspector.presentation.experiments.tried import Tried
from inspector.protocol.redaction import KnownValues
from inspector.reading.statuses import ERRORS, SUCCESSES
from inspector.wording import tr, tr_n

Act = Literal["", "run", "ask", "open"]
Look = tuple[str, str]  # icon and colour token


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row. id: empty for the user's own request, which the others are compared with.

    text: what follows from the result, or the question. result and beside: each an icon's look
    and a word. code: what the reply says, as code. act: what Enter does here.
    """

    id: str = ""
    number: int = 0
    title: str
    text: str
    result: tuple[Look, str] | None = None
    beside: tuple[Look, str] | None = None
    code: str = ""
    cost: str = ""
    act: Act = ""
    greyed: bool = False
    pin: int = 0
    hint: str = ""

    @property
    def spoken(self) -> str:
        """The row in words, for screen readers."""
        head = f"{self.number}. {self.title}" if self.number else self.title
        said = [part[1] for part in (self.result, self.beside) if part]
        said += [part for part in (self.code, self.cost) if part]
        pin = tr("evidence {number}", number=self.pin) if self.pin else ""
        keys = {
            "": "",
            "run": tr("Enter runs it"),
            "ask": tr("Enter runs it, after asking"),
            "open": tr("Enter shows its exchange"),
        }[self.act]
        first = ": ".join(filter(None, (head, ", ".join(said))))
        return ". ".join(filter(None, (first, self.text.rstrip("."), pin, keys)))


def cost(plan: Plan, method: str) -> str:
    """Return what an experiment costs: "1 request, GET", or that nothing is sent."""
    if not plan.requests:
        return tr("nothing is sent")
    count = tr_n("{count} request", "{count} requests", plan.requests)
    return tr("{count}, {method}", count=count, method=method) if method else count


def own_row(status: int | None) -> Row:
    """Return the row of the user's own request."""
    return Row(
        title=tr("Your request, unchanged"),
        text=tr("The question: why is this refused?"),
        result=_result(status, let_in=False),
        beside=(("crosshair", "text2"), tr("baseline")),
    )


def rows(
    tried: Tried, method: str, pins: Mapping[str, int], values: KnownValues | None = None
) -> tuple[Row, ...]:
    """Return a row for each experiment; pins: evidence numbers by id; values: secrets to mask."""
    done = {one.plan.id: one for one in tried.outcomes}
    busy = bool(tried.waiting)
    made = []
    for number, plan in enumerate(tried.all_plans, 1):
        outcome = done.get(plan.id)
        if plan.id in tried.waiting:
            row = _waiting(plan, method, first=plan.id == tried.waiting[0])
        elif outcome is not None and outcome.result != "not-run":
            row = _ended(outcome, values)
        else:
            why = visible(masked(outcome.meaning, values)) if outcome is not None else ""
            row = _offered(plan, method, why, busy=busy)
        pin = pins.get(plan.id, 0)
        made.append(msgspec.structs.replace(row, id=plan.id, number=number, pin=pin))
    return tuple(made)


def _waiting(plan: Plan, method: str, *, first: bool) -> Row:
    look = ("circle-dashed", "accent") if first else ("clock", "text3")
    return Row(
        title=plan.varies,
        text=plan.question,
        result=(look, tr("Sending…") if first else tr("Waits its turn")),
        cost=cost(plan, method),
        hint=plan.sends,
    )


def _offered(plan: Plan, method: str, why: str, *, busy: bool) -> Row:
    if plan.refused:
        return Row(
            title=plan.varies,
            text=plan.refused,
            result=(("circle-slash", "text3"), tr("Can’t be run")),
            greyed=True,
            hint=plan.question,
        )
    asks = ", ".join(consent_words(need) for need in plan.needs)
    warning = tr("Asks first: {what}", what=asks) if asks else ""
    hint = "\n".join(filter(None, (plan.sends, warning)))
    act: Act = "" if busy else "ask" if plan.needs else "run"
    return Row(
        title=plan.varies,
        text=why or " ".join(filter(None, (plan.question, plan.sends))),
        beside=(("triangle-alert", "warn"), tr("asks first")) if asks else None,
        cost=cost(plan, method),
        act=act,
        hint=hint,
    )


def _ended(outcome: Outcome, values: KnownValues | None) -> Row:
    shows = visible(masked(outcome.shows, values))
    result = _result(outcome.status, let_in=outcome.result == "accepted")
    code = shows.removeprefix(str(outcome.status or "")).lstrip(" ,")
    return Row(
        title=outcome.plan.varies,
        text=visible(masked(outcome.meaning, values)) or outcome.plan.question,
        result=result,
        beside=against(outcome),
        code=code if code.lower() != result[1].lower() else "",
        act="open" if outcome.attempt is not None else "",
        hint="\n".join(filter(None, (outcome.plan.sends, moved_words(outcome)))),
    )


def against(outcome: Outcome) -> tuple[Look, str]:
    """Return how a result compares with the user's own: icon and word."""
    return {
        "same": (("equal", "text2"), tr("same")),
        "differs": (("equal-not", "text2"), tr("differs")),
        "accepted": (("check", "ok"), tr("accepted")),
        "failed": (("triangle-alert", "warn"), tr("failed")),
        "not-run": (("circle-slash", "text3"), tr("not run")),
    }[outcome.result]


def _result(status: int | None, *, let_in: bool) -> tuple[Look, str]:
    """Return the look of a status; a 200 that does not let in (a login page) is a warning."""
    if status is None:
        return ("unplug", "warn"), tr("No reply")
    if status in SUCCESSES:
        return ("circle-check", "ok") if let_in else ("triangle-alert", "warn"), str(status)
    if status in ERRORS:
        return ("circle-x", "err"), str(status)
    return ("corner-down-right", "text2"), str(status)
