"""Carries one fix out for all requests that were refused for the same reason."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.fix import Fix
from inspector.model.request import Request
from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand
from inspector.workbench.applying.companions import Companions, companions
from inspector.workbench.applying.fix_context import Fixed
from inspector.workbench.runs.running import Ran, Run, Running

_ALONE = frozenset({"copy-command", "copy-message", "send-unchecked", "vault-status", "wait"})


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. runs: to be sent again; left: those that it was not carried out for.

    notes: what was done or why not, each once. sent: what was sent for it, none of the requests
    themselves.
    """

    runs: tuple[Run, ...] = ()
    left: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()
    sent: tuple[Attempt, ...] = ()


class Fixer(Protocol):
    """What carries a fix out for one request; `Workbench` does."""

    async def fix(  # noqa: D102 - said there
        self, request: Request, fix: Fix, scope: Scope, companions: Companions = ...
    ) -> Fixed: ...


def can_mend(fix: Fix) -> bool:
    """Whether a fix can be carried out for several requests: nobody has to type or wait."""
    asks = any(change.ask or change.field.area == "environment" for change in fix.changes)
    return not asks and not fix.message and fix.action.verb not in _ALONE


def with_fixes(ran: Ran, others: Iterable[Request]) -> Ran:
    """Return a result with the fixes first that the other requests make possible."""
    if not ran.answer.verdict.findings:
        return ran
    answer = with_fixes_at_hand(ran.answer, _beside(ran, others))
    return msgspec.structs.replace(ran, answer=answer)


async def mended(
    fixer: Fixer, running: Running, group: Sequence[Ran], fix: Fix, others: Sequence[Request]
) -> Mended:
    """Carry a fix out for each of a group: what it obtains for one serves all with its credential.

    fix: as it is offered for one of them; each has its own of the same name.
    """
    done: list[Run] = []
    left: list[Run] = []
    steps: list[tuple[Request, Fixed]] = []
    for ran in group:
        request = ran.run.request
        fixed = _as_before(request, steps)
        own = _own(with_fixes(ran, others), fix)
        if fixed is None and own is not None:
            scope = running.scope(ran.run)
            fixed = await fixer.fix(request, own, scope, _beside(ran, others))
            steps.append((request, fixed))
        if fixed is None or not fixed.done or fixed.wants:
            left.append(ran.run)
        else:
            done.append(msgspec.structs.replace(ran.run, request=fixed.request))
    return Mended(
        runs=tuple(done),
        left=tuple(left),
        notes=tuple(dict.fromkeys(fixed.note for _, fixed in steps if fixed.note)),
        sent=tuple(attempt for _, fixed in steps for attempt in fixed.sent),
    )


def _beside(ran: Ran, others: Iterable[Request]) -> Companions:
    return companions(ran.run.request, others, ran.answer.attempt)


def _own(ran: Ran, fix: Fix) -> Fix | None:
    """Return the fix of that name that a result has itself."""
    return next((each for each in _fixes(ran) if each.id == fix.id), None)


def _fixes(ran: Ran) -> Iterator[Fix]:
    for finding in ran.answer.verdict.findings[:1]:
        yield from finding.fixes


def _as_before(request: Request, steps: Iterable[tuple[Request, Fixed]]) -> Fixed | None:
    """Return the outcome of a step that holds here as well: same credential, nothing else changed.

    A step that failed holds, too: the login provider is not asked once more for each.
    """
    for before, fixed in steps:
        if before.credential != request.credential or not _obtained(before, fixed):
            continue
        changed = msgspec.structs.replace(request, credential=fixed.request.credential)
        return msgspec.structs.replace(fixed, request=changed, sent=())
    return None


def _obtained(before: Request, fixed: Fixed) -> bool:
    """Whether a step sent something for a credential, and changed nothing beside it."""
    same = msgspec.structs.replace(before, credential=fixed.request.credential)
    return bool(fixed.sent or fixed.attempt) and same == fixed.request
