"""Carries fixes out for `send --fix`: one after the other, until nothing is left to do."""

from collections.abc import Callable

import msgspec

from inspector.cli.fixing.choosing import chosen, host_to_allow, needs, not_allowed
from inspector.cli.fixing.order import FixOrder
from inspector.cli.inputs import NotReadable
from inspector.cli.messages import sentence
from inspector.cli.sending import Opened, Sent, at_hand, known_beside, opened, sent
from inspector.cli.source import Source
from inspector.compose.scope import Scope
from inspector.diagnose.fixes.lifting import lifted
from inspector.model.collection import Problem
from inspector.model.credential import Credential
from inspector.model.fix import Aftermath, Fix
from inspector.model.request import Request
from inspector.protocol.masking.secret_spans import is_secret_pair
from inspector.wording import tr
from inspector.workbench.answer import Answer
from inspector.workbench.applying.after_fix import with_aftermath, with_nobody
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.fix_context import Fixed, Given
from inspector.workbench.applying.next_fix import can_be_carried_out, offered, takes_secret
from inspector.workbench.applying.nobody import question
from inspector.workbench.applying.retrying import Waiting

_replace = msgspec.structs.replace
_MOST = 5  # fixes one after the other


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One fix. note: what was done, or why not. after: None where nothing was sent again."""

    fix: Fix
    note: str = ""
    after: Sent | None = None
    aftermath: Aftermath | None = None
    tries: int = 1


class FixedSend(msgspec.Struct, frozen=True, kw_only=True):
    """The first send and each fix that followed. note: why there is none, or why no other follows.

    What came of the last of them stands in `after` and `aftermath`.
    """

    before: Sent
    steps: tuple[Step, ...] = ()
    left: str = ""

    @property
    def fix(self) -> Fix | None:
        """The first fix, None where there was nothing to fix."""
        return self.steps[0].fix if self.steps else None

    @property
    def note(self) -> str:
        """What was done by the last fix, or why nothing was done."""
        return self.steps[-1].note if self.steps else self.left

    @property
    def after(self) -> Sent | None:
        """The last send."""
        return next((step.after for step in reversed(self.steps) if step.after is not None), None)

    @property
    def aftermath(self) -> Aftermath | None:
        """What came of the last fix that was sent."""
        told = (step.aftermath for step in reversed(self.steps))
        return next((one for one in told if one is not None), None)


class Tell(msgspec.Struct, frozen=True):
    """Who is told: of an answer and the fix before it runs, and of each wait."""

    plan: Callable[[Sent, Fix], object]
    wait: Callable[[Waiting], object]


def fix_alone(source: Source, order: FixOrder, tell: Tell) -> FixedSend:
    """Send, fix, send again, as long as another cause shows that can be mended with what is given.

    Raises NotReadable where the user must say or give more for the first fix.
    """
    with opened(source) as bench:
        return _Fixing(bench, source, order, tell).run()


class _Fixing:
    """The state of one run: the request as it is by now, and what was said to it last."""

    def __init__(self, bench: Opened, source: Source, order: FixOrder, tell: Tell) -> None:
        self._bench, self._source, self._order, self._tell = bench, source, order, tell
        self._request, self._scope, self._given = source.request, source.scope, order.given
        first = bench.run(bench.workbench.send(self._request, self._scope))
        self._answer = at_hand(first, self._request, source)
        self._now = sent(self._answer, bench)
        self._used: list[str] = []

    def run(self) -> FixedSend:
        before = self._now
        if before.verdict.findings:
            first = chosen(self._answer, self._request, self._order, self._known)
            steps, left = self._carried_out(first)
            return FixedSend(before=before, steps=steps, left=left)
        limit = before.verdict.limit
        if limit is None:
            return FixedSend(before=before, left=tr("There is nothing to fix."))
        self._tell.plan(before, limit.fix)
        step = Step(fix=limit.fix, note=_passed_on(limit.fix))
        return FixedSend(before=before, steps=(step,))

    @property
    def _known(self) -> Companions:
        return known_beside(self._request, self._source, self._answer.attempt)

    def _carried_out(self, first: Fix) -> tuple[tuple[Step, ...], str]:
        """Carry a fix out and those that follow; return them and why no other does."""
        step = self._step(first)
        steps = [step]
        while step.aftermath is not None and step.aftermath.result in {"next-cause", "same"}:
            follower = self._next()
            if follower is None or len(steps) == _MOST:
                return tuple(steps), self._what_is_left()
            try:
                step = self._step(follower)
            except NotReadable as error:
                return tuple(steps), sentence(error.problem)
            steps.append(step)
        return tuple(steps), ""

    def _next(self) -> Fix | None:
        """Return the next fix that needs nothing more; none is carried out twice."""
        request, known = self._request, self._known
        fixes = (fix for fix in offered(self._answer.verdict) if fix.id not in self._used)
        return next(
            (
                fix
                for fix in fixes
                if can_be_carried_out(fix, request, self._given, known)
                and not host_to_allow(fix, self._order)
            ),
            None,
        )

    def _what_is_left(self) -> str:
        """Say what the next fix needs, where there is one; whose it is, the aftermath says."""
        fixes = offered(self._answer.verdict)
        fix = next((fix for fix in fixes if not fix.message and fix.id not in self._used), None)
        if fix is None:
            return ""
        if host := host_to_allow(fix, self._order):
            return tr("Next: {fix}. {todo}", fix=fix.title, todo=not_allowed(host).todo)
        return tr("Next: {fix}. It has to be asked for by itself, with its values.", fix=fix.title)

    def _step(self, fix: Fix) -> Step:
        self._tell.plan(self._now, fix)
        self._used.append(fix.id)
        if fix.message:
            return Step(fix=fix, note=_passed_on(fix))
        if host := host_to_allow(fix, self._order):
            raise NotReadable(not_allowed(host))
        return self._retried(fix) if fix.action.verb == "wait" else self._resent(fix)

    def _retried(self, fix: Fix) -> Step:
        workbench, before = self._bench.workbench, self._answer
        answers = self._bench.run(workbench.retry(before, self._scope, self._tell.wait))
        if not answers:
            note = tr("The server asks to wait longer than this command waits.")
            return Step(fix=fix, note=note)
        return self._taken(fix, answers[-1], before, "", len(answers))

    def _resent(self, fix: Fix) -> Step:
        request, before, given = self._request, self._answer, self._given
        workbench = self._bench.workbench
        fixed = self._bench.run(workbench.fix(request, fix, self._scope, self._known, given))
        wants = tuple(field for field in fixed.wants if not self._is_variable(field))
        if wants:
            raise NotReadable(needs(wants))
        if not fixed.done:
            return Step(fix=fix, note=fixed.note)
        _same_secret(self._bench, request, fixed)
        self._scope = _with_values(self._scope, self._order, self._bench)
        if takes_secret(fix):  # what was refused once is not sent again
            self._given = _replace(given, secret=Given().secret, user="")
        coming = workbench.send(fixed.request, self._scope, origin="fix", parent=before.attempt.id)
        step = self._taken(fix, self._bench.run(coming), before, fixed.note, 1)
        if step.aftermath is not None and step.aftermath.result == "same":
            self._answer = before  # it did not help, so it is taken back
        else:
            self._request = fixed.request
        return step

    def _taken(self, fix: Fix, answer: Answer, before: Answer, note: str, tries: int) -> Step:
        after = with_aftermath(fix, before, at_hand(answer, self._request, self._source))
        self._answer = self._beside_nobody(fix, after)
        self._now = sent(self._answer, self._bench)
        aftermath = self._answer.aftermath
        return Step(fix=fix, note=note, after=self._now, aftermath=aftermath, tries=tries)

    def _beside_nobody(self, fix: Fix, after: Answer) -> Answer:
        """Ask once more as nobody where the fix led elsewhere, and judge by both."""
        asked = question(fix, after)
        if asked is None:
            return after
        nobody = self._bench.run(self._bench.workbench.send(asked, self._scope, origin="fix"))
        return with_nobody(after, nobody.attempt)

    def _is_variable(self, field: str) -> bool:
        return field.removeprefix("environment.") in self._given.variables


def _passed_on(fix: Fix) -> str:
    if fix.action.verb == "copy-command":
        return tr("Nothing is sent: run the command in a terminal.")
    return tr("Nothing is sent: pass the text on.")


def _with_values(scope: Scope, order: FixOrder, bench: Opened) -> Scope:
    """Return the scope with the values that were given; one whose name says so is a secret."""
    given = order.given.variables
    secret = {
        name: bench.vault.put(text) for name, text in given.items() if is_secret_pair(name, text)
    }
    plain = {name: text for name, text in given.items() if name not in secret}
    return _replace(
        scope,
        variables={**scope.variables, **plain},
        secret_variables={**scope.secret_variables, **secret},
    )


def _given(order: FixOrder) -> frozenset[str]:
    return frozenset(order.given.variables)


def _same_secret(bench: Opened, request: Request, fixed: Fixed) -> None:
    """Never repeat a refused password: raise NotReadable where the new login is the old one.

    The same password for another user is another login. What was written by hand counts too.
    """
    old, new = lifted(request, bench.vault.put).credential, fixed.request.credential
    if type(old) is not type(new) or not _only_login(old, new):
        return
    logins = [_login_of(bench, credential) for credential in (old, new)]
    if logins[0][1] and logins[0] == logins[1]:
        raise NotReadable(
            Problem(
                what=tr("This is the value that was refused."),
                where="--secret",
                todo=tr("Give another one: a refused password is not sent twice."),
            )
        )


def _only_login(old: Credential, new: Credential) -> bool:
    """Whether two credentials of a kind differ, and in nothing but their user and secret."""
    fields = type(old).__struct_fields__
    changed = {name for name in fields if getattr(old, name) != getattr(new, name)}
    return bool(changed) and changed <= {"user", old.secret_field()}


def _login_of(bench: Opened, credential: Credential) -> tuple[str, str]:
    return credential.user_name, bench.vault.peek(credential.secret_ref) or ""
