"""Runs experiments on an answer: one after another, slowly, few, and none unasked that matters."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import msgspec

from inspector.compose.scope import Scope
from inspector.diagnose.diagnose import diagnose
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.baseline import Ground, Tried, login_of, subject_of
from inspector.diagnose.trial.consents import reason_to_stop
from inspector.diagnose.trial.ladder import ladder
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, all_experiments
from inspector.diagnose.trial.plans import (
    MOST_REQUESTS,
    forbidden,
    made,
    not_run,
    plan,
    plans,
    used_up,
)
from inspector.diagnose.trial.reply_comparison import is_accepted, main_case
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Purpose
from inspector.model.experiment import Consent, Outcome, Plan, Trial
from inspector.reading.request import Sent
from inspector.send.interaction import APART, Clock, Gate, Sleep
from inspector.wording import tr, tr_n
from inspector.workbench.answer import Answer
from inspector.workbench.probing.guard import Guard, NewHost, Objection

OnOutcome = Callable[[Outcome], None]
_replace = msgspec.structs.replace
_NOT_A_SUCCESS = 300


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to run: the experiments' ids, what the user agreed to, in which scope."""

    ids: tuple[str, ...]
    scope: Scope
    consent: frozenset[Consent] = frozenset()


Send = Callable[[Ask, Scope, Guard, Gate], Awaitable[Attempt]]
MakeMeans = Callable[[Ground], Awaitable[ExperimentContext]]


def new_gate(sleep: Sleep = asyncio.sleep, clock: Clock = time.monotonic) -> Gate:
    """Return what counts and spaces the requests of one call."""
    return Gate(MOST_REQUESTS, APART, sleep=sleep, clock=clock)


class Carrier(msgspec.Struct, frozen=True, kw_only=True):
    """How experiments reach the rest. send: raises Objection for what the guard holds back.

    gate: makes what counts and spaces the requests of one call.
    """

    send: Send
    means: MakeMeans
    gate: Callable[[], Gate] = new_gate


class Tries:
    """What experiments sent so far; on the network thread it changes, on any it is read."""

    def __init__(self) -> None:
        self.tried = Tried()

    def begin(self, chosen: Experiment, ground: Ground) -> None:
        """Remember in whose name an experiment sends what can't be right."""
        now, subject = self.tried, subject_of(ground.case.sent)
        if chosen.guesses:
            self.tried = _replace(now, guessed=now.guessed | {ground.account})
        elif chosen.forges and subject:
            self.tried = _replace(now, forged=now.forged | {subject})

    def claim(self, login: str) -> bool:
        """Take a login for one try; False where one is under way or was not accepted."""
        if login in self.tried.refused:
            return False
        self.tried = _replace(self.tried, refused=self.tried.refused | {login})
        return True

    def heed(self, sent: Attempt, own: str) -> None:
        """Keep the logins of an attempt that was refused; others may be sent again.

        own: the login that is experimented on.
        """
        case = main_case(sent)
        logins = {login_of(Sent(0, one.request), own=own) for one in sent.exchanges} - {""}
        kept = self.tried.refused - logins
        if case is not None and _refuses_login(case):
            kept = self.tried.refused | logins
        self.tried = _replace(self.tried, refused=kept)


class Experimenter:
    """Plans and runs experiments; remembers what it tried from one answer to the next."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._tries = Tries()

    def plans(self, answer: Answer, scope: Scope) -> tuple[Plan, ...]:
        """Return what can be tried on an answer, the most telling first; pure and quick."""
        ground = ground_of(answer, scope)
        if ground is None:
            return ()
        return plans(ground, answer.verdict, answer.trial, self._tries.tried)

    async def run(self, answer: Answer, order: Order, tell: OnOutcome | None) -> Answer:
        """Run an order and return the answer with its results; cancelling keeps what was done."""
        ground = ground_of(answer, order.scope)
        if ground is None:
            return answer
        run = _Run(self._carrier, ground, answer, order, self._tries)
        try:
            await run.all(tell or (lambda _: None))
        except asyncio.CancelledError:
            run.stopped = _by_user()
        return run.answer()


def _refuses_login(case: Case) -> bool:
    """Whether a login may have been counted as failed; 200 may say so to those by form only."""
    if case.exchange.reply is None or is_accepted(case):
        return False
    return case.status >= _NOT_A_SUCCESS or case.sent.is_login


def ground_of(answer: Answer, scope: Scope) -> Ground | None:
    """Return what experiments start from, None where nothing was refused or composed here."""
    attempt, entry = answer.attempt, answer.verdict.entry
    if attempt.request is None or entry is None or entry >= len(attempt.exchanges):
        return None
    return Ground(Trace(attempt).case(entry), attempt.request, scope)


def _by_user() -> str:
    return tr("You stopped it.")


class _Run:
    """One call: what was done so far, and why it ended."""

    def __init__(
        self, carrier: Carrier, ground: Ground, answer: Answer, order: Order, tries: Tries
    ) -> None:
        self._carrier = carrier
        self._tries = tries
        self._ground = ground
        self._before = answer
        self._order = order
        self._gate = carrier.gate()
        self._most = self._gate.most
        self._guard = Guard(
            home=ground.url,
            consent=order.consent,
            production=order.scope.production,
            own=ground.login,
            claim=self._tries.claim,
        )
        self._found = {one.plan.id: one for one in answer.trial.outcomes}
        self.stopped = ""

    async def all(self, tell: OnOutcome) -> None:
        """Run each experiment of the order, until something says stop."""
        means = await self._carrier.means(self._ground)
        for name in dict.fromkeys(self._order.ids):
            outcome = await self._one(all_experiments()[name], means)
            if outcome.attempt is not None or name not in self._found:
                self._found[name] = outcome
            tell(outcome)
            if self.stopped:
                return

    async def _one(self, chosen: Experiment, means: ExperimentContext) -> Outcome:
        ground = self._ground
        never = forbidden(ground, self._before.verdict)
        trial = Trial(outcomes=tuple(self._found.values()))
        offered = plan(chosen, ground, never or used_up(chosen, ground, trial, self._tries.tried))
        why = offered.refused or self._missing(offered)
        if why:
            return not_run(offered, why)
        self._tries.begin(chosen, ground)
        self._gate.most = self._gate.used + offered.requests
        try:
            attempt = await self._play(chosen, means)
        except Objection as objection:
            return not_run(offered, str(objection))
        if not attempt.exchanges:
            return not_run(offered, tr("It would take more requests than it may cost."))
        return made(chosen, offered, ground.case, attempt)

    def _missing(self, offered: Plan) -> str:
        """Return what stands in the way beyond the plan itself: consent, the number of requests."""
        if not self._order.consent.issuperset(offered.needs):
            return tr("It needs your consent first.")
        if self._gate.used + offered.requests > self._most:
            return tr_n(
                "No more than {count} request is sent at once.",
                "No more than {count} requests are sent at once.",
                self._most,
            )
        return ""

    async def _play(self, chosen: Experiment, means: ExperimentContext) -> Attempt:
        """Send what the variant asks for, step by step; return it as one attempt."""
        guard = msgspec.structs.replace(self._guard, new_host=NewHost())
        steps = chosen.variant(self._ground, means)
        exchanges: list[Exchange] = []
        request, answer = self._ground.request, None
        while (ask := _next(steps, answer)) is not None:
            request = ask.request if ask.purpose == "main" else request
            answer = await self._carrier.send(ask, self._order.scope, guard, self._gate)
            self._tries.heed(answer, self._ground.login)
            exchanges += _renamed(answer.exchanges, ask.purpose, len(exchanges))
            self.stopped = _reason(answer)
            if self.stopped:
                break
        steps.close()
        return Attempt(
            id=uuid.uuid4().hex,
            request=request,
            environment=self._order.scope.environment,
            exchanges=tuple(exchanges),
            started=datetime.now(UTC),
            origin="experiment",
            parent=self._before.attempt.id,
        )

    def answer(self) -> Answer:
        """Return the answer with all results so far, judged again."""
        before = self._before
        results = tuple(self._found.values())
        trial = Trial(
            outcomes=results,
            ladder=ladder(self._ground.case, results),
            requests=before.trial.requests + self._gate.used,
            stopped=self.stopped,
        )
        return _replace(before, trial=trial, verdict=diagnose(before.attempt, results))


def _next(steps: Steps, answer: Attempt | None) -> Ask | None:
    try:
        return next(steps) if answer is None else steps.send(answer)
    except StopIteration:
        return None


def _renamed(exchanges: tuple[Exchange, ...], purpose: Purpose, start: int) -> list[Exchange]:
    """Say what the exchanges of a step are for, and count on from those before."""
    return [
        _replace(
            one,
            purpose=purpose
            if purpose != "main" and one.purpose != "proxy-connect"
            else one.purpose,
            answers=None if one.answers is None else one.answers + start,
        )
        for one in exchanges
    ]


def _reason(attempt: Attempt) -> str:
    """Return why nothing more must be sent after this attempt, empty where there is no reason."""
    last = attempt.exchanges[-1] if attempt.exchanges else None
    if last is not None and last.failure is not None and last.failure.kind == "stopped":
        return _by_user()
    trace = Trace(attempt)
    reasons = (reason_to_stop(trace.case(index)) for index in range(len(trace)))
    return next((reason for reason in reasons if reason), "")
