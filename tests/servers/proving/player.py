"""Plays a refusal with the program's own workbench: judge, experiment, fix, and look what came."""

import time
from collections.abc import Callable
from contextlib import contextmanager

import msgspec

from inspector import intake
from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.intake.results import Unreadable
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.workbench.applying.after_fix import aftermath
from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand
from inspector.workbench.applying.companions import companions
from inspector.workbench.build import build
from inspector.workbench.probing.token_sources import accepted_places, aids
from tests.servers.proving.person import HURRIED, Person
from tests.servers.proving.records import Inputs, nothing

_replace = msgspec.structs.replace


class Hand:
    """A workbench for one refusal, with what was sent so far; `scope` as the window has it."""

    def __init__(self, bench, inputs=Inputs()):  # noqa: B008 - a frozen record
        self.bench = bench
        self.answers = []
        self._refs = {}
        self.saved = tuple(
            _replace(self.request(call), name=name) for name, call in inputs.saved.items()
        )
        self.renewal = self.request(inputs.renewal) if inputs.renewal is not None else None

    def request(self, call):
        """Return the request that a call stands for, its secrets held."""
        made = call(self.bench.vault.put) if isinstance(call, Callable) else call
        if isinstance(made, tuple):
            made, secrets = made
            self.bench.vault.hold(secrets)
        if not isinstance(made, str):
            return made
        found = intake.read(f"curl {made}".encode())
        assert not isinstance(found, Unreadable), f"{made}: {found}"
        self.bench.vault.hold(found.secrets)
        return self._known(found.request, found.secrets)

    def _known(self, request, secrets):
        """Return a pasted request with the reference that a secret of its value has already.

        A person sends from one collection, where the same login is the same entry of the vault.
        """
        own = request.credential.secret_ref
        if own not in secrets:
            return request
        ref = self._refs.setdefault(secrets[own], own)
        return _replace(request, credential=request.credential.with_secret(ref))

    def send(self, call):
        """Send a call and return the answer."""
        return self.sent(self.request(call))

    def sent(self, request):
        """Send a request and return the answer with the fixes as they are offered."""
        answer = self.run(self.bench.send(request, Scope()))
        self.answers.append(answer)
        return self.with_fixes(answer)

    def with_fixes(self, answer):
        """Return the answer with the fixes in the order in which the faces show them."""
        return with_fixes_at_hand(answer, self.companions(answer))

    def companions(self, answer):
        """Return what is known beside a request."""
        known = companions(answer.attempt.request, self.saved, self._history(answer))
        return _replace(known, token_request=self.renewal) if self.renewal is not None else known

    def aids(self, answer):
        """Return what experiments may use beside a request."""
        request = answer.attempt.request
        before = tuple(one.attempt for one in self.answers[:-1])
        others = (*self.saved, *(one.request for one in before))
        known = aids(request, others, Scope(), answer.attempt)
        places = (*accepted_places(request, before), *known.places)
        known = _replace(known, places=tuple(dict.fromkeys(places)))
        return _replace(known, renewal=self.renewal) if self.renewal is not None else known

    def _history(self, answer):
        exchanges = tuple(e for one in self.answers for e in one.attempt.exchanges)
        return Attempt(exchanges=exchanges) if exchanges else answer.attempt

    def with_history(self):
        """Return the verdict over everything sent so far, as over one recording."""
        exchanges = []
        for one in self.answers:
            offset = len(exchanges)
            exchanges += (each.counted_on(offset) for each in one.attempt.exchanges)
        last = self.answers[-1].attempt
        return diagnose(_replace(last, exchanges=tuple(exchanges)))

    def run(self, coroutine):
        """Wait for one of the workbench's verbs."""
        return self.bench.submit(coroutine).result(90)


@contextmanager
def refused(refusal):
    """Bring the server into its state, send what is refused; yield the hand and the answer."""
    bench = build()
    try:
        refusal.prepare()
        hand = Hand(bench, refusal.repair.given)
        for call in refusal.before:
            hand.send(call)
        refusal.change()
        yield hand, hand.send(refusal.call)
    finally:
        try:
            refusal.restore()
        finally:
            bench.close()


def last_reply(attempt):
    """Return the reply that ended a send, None where none came."""
    return attempt.exchanges[-1].reply if attempt.exchanges else None


def status_of(attempt):
    """Return the status of the last reply of a send, 0 where none came.

    A page's request is not sent where its preflight is refused: the preflight's status it is then.
    """
    replies = [each.reply for each in attempt.exchanges if each.reply is not None]
    return replies[-1].status if replies else 0


def ranking(verdict, entry=None):
    """Return cause, finding and certainty of each finding, best first; entry: those about it first."""
    findings = sorted(verdict.findings, key=lambda one: entry is not None and one.entry < entry)
    return [[str(one.cause), one.slug, str(one.certainty)] for one in findings]


# ---------------- One refusal, all of it
def play(server, refusal, reset=nothing):
    """Return all that came of a refusal, as one record for the tables.

    reset: puts the server back before it is refused once more, for the fixes. Where the program
    failed on it that is said in `failed`: it is a miss like any other.
    """
    began = time.monotonic()
    row = {**_declared(server, refusal), **_NOTHING}
    try:
        row |= _played(refusal, reset)
    except Exception as error:  # noqa: BLE001 - of the program, whatever it is
        row["failed"] = f"{type(error).__name__}: {error}"
    row["seconds"] = round(time.monotonic() - began, 2)
    return row


def _declared(server, refusal):
    return {
        "server": server,
        "id": refusal.id,
        "family": refusal.family,
        "also": list(refusal.also),
        "ambiguous": refusal.ambiguous,
        "by": refusal.repair.by,
        "detail": refusal.detail,
    }


_NOTHING = {
    "failed": "",
    "status": 0,
    "as declared": False,
    "one": [],
    "history": [],
    "ruled out": [],
    "experiments": {"requests": 0, "outcomes": [], "after": []},
    "fixes": {"offered": [], "tried": []},
}


def _played(refusal, reset):
    with refused(refusal) as (hand, answer):
        row = _judged(refusal, hand, answer)
        row["experiments"] = _experiments(refusal, hand, answer)
        spoiled = bool(row["experiments"]["requests"])
        if not spoiled:
            row["fixes"] = _fixes(refusal, hand, answer)
    if spoiled:
        reset()
        with refused(refusal) as (hand, answer):
            row["fixes"] = _fixes(refusal, hand, answer)
    return row


def _judged(refusal, hand, answer):
    earlier = sum(len(one.attempt.exchanges) for one in hand.answers[:-1])
    verdict = diagnose(answer.attempt)  # beside nothing that was sent before
    return {
        "status": status_of(answer.attempt),
        "as declared": status_of(answer.attempt) == refusal.status,
        "one": ranking(verdict),
        "history": ranking(hand.with_history(), earlier) if refusal.before else ranking(verdict),
        "ruled out": [str(one.cause) for one in verdict.ruled_out if one.by_fact],
        "unspoken for": [str(one.cause) for one in verdict.ruled_out if not one.by_fact],
        "next": verdict.next_experiment.id if verdict.next_experiment else "",
    }


def _experiments(refusal, hand, answer):
    """Run what the consents allow, in the program's own order, until it would tell no more."""
    scope = Scope(aids=hand.aids(answer))
    after = hand.run(hand.bench.experiment(answer, (), scope, refusal.consents))
    return {
        "requests": after.trial.requests,
        "outcomes": [[one.plan.id, one.result, one.status or 0] for one in after.trial.outcomes],
        "wasted": [
            one.plan.id
            for one in after.trial.outcomes
            if one.attempt is not None and not one.evidence
        ],
        "after": ranking(after.verdict),
        "ruled out": [str(one.cause) for one in after.verdict.ruled_out if one.by_fact],
    }


def _fixes(refusal, hand, answer):
    """Carry out the first fix that the person can enter, then the second or what comes of it."""
    clock = HURRIED if refusal.repair.by == "owner" else None
    person = Person(hand, refusal.repair.given, clock)
    tried = []
    offered = _offered(answer)
    while offered and len(tried) < 2:
        before, fix = offered.pop(0)
        after = person.carry_out(before, fix)
        if after is None:
            continue
        said = aftermath(fix, before, after)
        reached = refusal.repair.answers.fits(last_reply(after.attempt))
        tried.append(
            {
                "id": fix.id,
                "title": fix.title,
                "status": status_of(after.attempt),
                "reached": reached,
                "said": said.result,
                "said right": (said.result == "solved") == reached,
            }
        )
        if reached:
            break
        if said.result == "next-cause":
            offered = [*_offered(after), *offered]
    return {"offered": [fix.id for _, fix in _offered(answer)], "tried": tried}


def _offered(answer):
    """Return the fixes of an answer in their order, each once: to try one again is no second try."""
    fixes = [fix for one in answer.verdict.findings for fix in one.fixes]
    return [(answer, fix) for fix in {(one.id, one.changes): one for one in fixes}.values()]


def _anew(call):
    """Send a call with a workbench of its own, which is bound to no host yet."""
    bench = build()
    try:
        return Hand(bench).send(call)
    finally:
        bench.close()


def play_success(server, success):
    """Return whether the program is silent about an answer that was given."""
    answer = _anew(success.call)
    return {
        "server": server,
        "id": success.id,
        "status": status_of(answer.attempt),
        "as declared": success.answers.fits(last_reply(answer.attempt)),
        "one": ranking(answer.verdict),
        "silent": not answer.verdict.is_told,
    }


# ---------------- Whether the ground itself is true
def check(refusal):
    """Return what is wrong with a declaration: it is not refused so, or its repair leads nowhere."""
    wrong = []
    with refused(refusal) as (_, answer):
        if status_of(answer.attempt) != refusal.status:
            wrong.append(f"answers {status_of(answer.attempt)}, not {refusal.status}")
        if refusal.repair.answers.fits(last_reply(answer.attempt)):
            wrong.append("is no refusal: it answers as after its repair")
        refusal.repair.deed()
        right = _anew(refusal.repair.right or refusal.call)
        if not refusal.repair.answers.fits(last_reply(right.attempt)):
            wrong.append(f"its repair answers {status_of(right.attempt)}")
    return wrong


def misdeclared(refusals):
    """Return what is wrong with declarations before anything is sent: families, names given twice."""
    families = set(map(str, Cause))
    ids = [one.id for one in refusals]
    wrong = [
        f"{one.id}: no family is called {one.family}"
        for one in refusals
        if one.family not in families
    ]
    wrong += [
        f"{one.id}: {also} is no other family"
        for one in refusals
        for also in one.also
        if also not in families - {one.family}
    ]
    return wrong + [
        f"{name}: declared twice" for name in sorted({i for i in ids if ids.count(i) > 1})
    ]


def check_success(success):
    """Return what is wrong with a success: it is not answered so."""
    answer = _anew(success.call)
    fits = success.answers.fits(last_reply(answer.attempt))
    return [] if fits else [f"answers {status_of(answer.attempt)}"]
