"""Runs experiments on an answer: one after another, slowly, few, and none unasked that matters."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from inspector.compose.scope import Scope
from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.trial.baseline import Ground, Tried, login_of, subject_of
from inspector.diagnose.trial.conclusions.rows import completes
from inspector.diagnose.trial.conclusions.side_by_side import WITHOUT
from inspector.diagnose.trial.consents import reason_to_stop
from inspector.diagnose.trial.gain import LEAST_GAIN, worth
from inspector.diagnose.trial.ladder import ladder
from inspector.diagnose.trial.part import Ask, Experiment, ExperimentContext, Steps, all_experiments
from inspector.diagnose.trial.plans import (
    MOST_REQUESTS,
    forbidden,
    made,
    moved,
    not_run,
    plan,
    plans,
    risks_name,
    used_up,
)
from inspector.diagnose.trial.reply_comparison import is_accepted, main_case
from inspector.diagnose.trial.weighing import proven, ratios
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Purpose
from inspector.model.experiment import UNLIMITED, Limits, Outcome, Plan, Trial
from inspector.model.finding import Certainty, Verdict
from inspector.model.question import Consent
from inspector.reading.request import Sent
from inspector.reading.statuses import SUCCESSES
from inspector.send.interaction import APART, Clock, Gate, Sleep
from inspector.wording import tr, tr_n
from inspector.workbench.answer import Answer, judged_with
from inspector.workbench.probing.guard import Guard, NewHost, Objection
from inspector.workbench.probing.patience import in_time

OnNews = Callable[[Outcome | Plan], None]
"""Told of a plan when its first message is about to leave, and of what came of it."""
_replace = msgspec.structs.replace


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to run: the experiments' ids, what the user agreed to, in which scope.

    ids: run in this order, all of them. Empty: whatever the consent allows, always what tells most
    next, until nothing would tell more. limits: how far the consent goes.
    """

    ids: tuple[str, ...]
    scope: Scope
    consent: frozenset[Consent] = frozenset()
    limits: Limits = UNLIMITED


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
        elif risks_name(chosen, ground):
            self.tried = _replace(now, named=now.named | {subject})

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

    async def run(self, answer: Answer, order: Order, tell: OnNews | None) -> Answer:
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
    return case.status not in SUCCESSES or case.sent.is_login


def ground_of(answer: Answer, scope: Scope) -> Ground | None:
    """Return what experiments start from, None where nothing was refused or composed here."""
    attempt, entry = answer.attempt, answer.verdict.entry
    if attempt.request is None or entry is None or entry >= len(attempt.exchanges):
        return None
    return Ground(Trace(attempt).case(entry), attempt.request, scope)


def _by_user() -> str:
    return tr("You stopped it.")


def is_settled(case: Case, verdict: Verdict, found: Mapping[str, Outcome]) -> bool:
    """Whether nothing is left to tell: a cause is certain, or a success has named what differed."""
    first = verdict.findings[:1]
    if not first:
        return False
    return first[0].certainty is Certainty.CERTAIN or first[0].slug in proven(case, found.values())


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
            limits=order.limits,
            production=order.scope.production,
            own=ground.login,
            claim=self._tries.claim,
        )
        self._found = {one.plan.id: one for one in answer.trial.outcomes}
        self._verdict = answer.verdict
        self._was_settled = is_settled(ground.case, answer.verdict, self._found)
        self.stopped = ""

    async def all(self, tell: OnNews) -> None:
        """Run the experiments of the order, what tells most first, until something says stop.

        The order changes with each result: what was worth asking before may be settled now.
        """
        means = await self._carrier.means(self._ground)
        for offered in self._in_turn():
            if not offered.refused:
                tell(offered)
            outcome = await self._one(offered, means)
            tell(self._keep(outcome))
            if self.stopped:
                return

    def _in_turn(self) -> Iterator[Plan]:
        """Yield what is run next: as ordered, else what tells most after all that came so far."""
        for name in dict.fromkeys(self._order.ids):
            yield self._plan(all_experiments()[name])
        if self._order.ids:
            return
        begun: set[str] = set()
        if self._is_certain():
            self.stopped = tr("The cause is certain already, so nothing was sent.")
            return
        while (best := self._best(begun)) is not None and not self._is_settled():
            begun.add(best.id)
            yield best
        if begun and not self.stopped:
            self.stopped = self._enough()

    def _is_certain(self) -> bool:
        """Whether there is nothing to tell: no result may unsettle what the reply itself says."""
        first = self._before.verdict.findings[:1]
        return bool(first) and first[0].certainty is Certainty.CERTAIN

    def _enough(self) -> str:
        """Return why the rest was not sent, empty where nothing was left."""
        if self._is_settled():
            return tr("That settles it; the rest was not sent.")
        done = {name for name, one in self._found.items() if one.attempt is not None}
        left = (self._plan(one) for name, one in all_experiments().items() if name not in done)
        idle = any(not one.refused and not self._missing(one) for one in left)
        return tr("What is left would tell nothing more, so it was not sent.") if idle else ""

    def _best(self, begun: set[str]) -> Plan | None:
        """Return the plan that tells most for its cost, None where nothing is worth a request."""
        done = begun | {name for name, one in self._found.items() if one.attempt is not None}
        left = (self._plan(one) for name, one in all_experiments().items() if name not in done)
        fit = [one for one in left if not one.refused and not self._missing(one)]
        told = [
            one
            for one in fit
            if one.gain >= LEAST_GAIN
            or not (one.requests and self._found)
            or completes(one.id, self._ground.case, self._found)
        ]
        best = max(told, key=worth, default=None)
        if best is not None and (control := self._control(best, fit)) is not None:
            return control
        if best is None or not self._names(best):
            return best
        rivals = (one for one in told if self._names(one))
        return max(rivals, key=lambda one: one.gain)  # only one of them is sent in that name

    def _control(self, best: Plan, fit: list[Plan]) -> Plan | None:
        """Return the one request without a credential that tells whether mine was read at all.

        It comes before mine is tried in other ways, unless the reply itself points there.
        """
        experiment, first = all_experiments()[best.id], self._verdict.findings[:1]
        if not experiment.elsewhere or (first and first[0].slug in experiment.proves):
            return None
        bare = (one for one in fit if one.id == WITHOUT and not one.needs)
        return next((one for one in bare if one.requests < best.requests), None)

    def _names(self, offered: Plan) -> bool:
        return risks_name(all_experiments()[offered.id], self._ground)

    def _is_settled(self) -> bool:
        return not self._was_settled and is_settled(self._ground.case, self._verdict, self._found)

    def _keep(self, outcome: Outcome) -> Outcome:
        """Take a result, say once more what is suspected, and return it with what it moved."""
        name = outcome.plan.id
        if outcome.attempt is None:
            self._found.setdefault(name, outcome)
            return outcome
        self._found[name] = outcome
        before, outcomes = self._verdict, tuple(self._found.values())
        self._verdict = judged_with(self._before, outcomes)
        self._found[name] = _replace(outcome, moved=moved(before, self._verdict))
        return self._found[name]

    def _plan(self, chosen: Experiment) -> Plan:
        ground = self._ground
        never = forbidden(ground, self._before.verdict)
        trial = Trial(outcomes=tuple(self._found.values()))
        why = never or used_up(chosen, ground, trial, self._tries.tried)
        return plan(chosen, ground, why, self._verdict, ratios(ground.case, trial.outcomes))

    async def _one(self, offered: Plan, means: ExperimentContext) -> Outcome:
        chosen, ground = all_experiments()[offered.id], self._ground
        why = offered.refused or self._missing(offered)
        if why:
            return not_run(offered, why)
        self._tries.begin(chosen, ground)
        self._gate.most = self._gate.used + offered.requests
        try:
            attempt = await self._play(chosen, means)
        except Objection as objection:
            return not_run(offered, str(objection))
        if attempt is not None and attempt.exchanges:
            return made(chosen, offered, ground.case, attempt)
        if attempt is not None:
            return not_run(offered, tr("It would take more requests than it may cost."))
        return not_run(offered, tr("Nothing could be made that differs, so nothing was sent."))

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

    async def _play(self, chosen: Experiment, means: ExperimentContext) -> Attempt | None:
        """Send what the variant asks for, step by step, as one attempt; None if that is nothing."""
        guard = msgspec.structs.replace(self._guard, new_host=NewHost())
        steps = chosen.variant(self._ground, means)
        exchanges: list[Exchange] = []
        request, answer = self._ground.request, None
        while (ask := _next(steps, answer)) is not None:
            request = ask.request if ask.purpose == "main" else request
            if ask.known is not None:
                answer = ask.known
                exchanges += _renamed(answer.exchanges, "main", len(exchanges))
                continue
            bounded = in_time(ask, self._ground.case)
            answer = await self._carrier.send(bounded, self._order.scope, guard, self._gate)
            self._tries.heed(answer, self._ground.login)
            exchanges += _renamed(answer.exchanges, ask.purpose, len(exchanges))
            self.stopped = _reason(answer)
            if self.stopped:
                break
        steps.close()
        if answer is None:
            return None
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
        """Return the answer with all results so far, which were judged as they came."""
        before = self._before
        results = tuple(self._found.values())
        trial = Trial(
            outcomes=results,
            ladder=ladder(self._ground.case, results),
            requests=before.trial.requests + self._gate.used,
            stopped=self.stopped,
        )
        return _replace(before, trial=trial, verdict=self._verdict)


def _next(steps: Steps, answer: Attempt | None) -> Ask | None:
    try:
        return next(steps) if answer is None else steps.send(answer)
    except StopIteration:
        return None


def _renamed(exchanges: tuple[Exchange, ...], purpose: Purpose, start: int) -> list[Exchange]:
    """Say what the exchanges of a step are for, and count on from those before."""
    return [
        _replace(
            one.counted_on(start),
            purpose=purpose
            if purpose != "main" and one.purpose != "proxy-connect"
            else one.purpose,
        )
        for one in exchanges
    ]


def _reason(attempt: Attempt) -> str:
    """Return why nothing more must be sent after this attempt, empty where there is no reason."""
    last = attempt.last
    if last is not None and last.failure is not None and last.failure.kind == "stopped":
        return _by_user()
    trace = Trace(attempt)
    reasons = (reason_to_stop(trace.case(index)) for index in range(len(trace)))
    return next((reason for reason in reasons if reason), "")
