"""What was sent before a refusal, for experiments to look at: few and small."""

import asyncio
from collections.abc import Callable, Iterable

import msgspec

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.reading.statuses import ERRORS, REDIRECTS
from inspector.workbench.answer import Answer, beside
from inspector.workbench.applying.recorded import request_of
from inspector.workbench.probing.met_before import may_be_hidden, met_before

_MOST = 30  # what was sent before them says little about now
_MOST_BESIDE = 20  # attempts; reading so many takes a tenth of a second
_LARGEST = 256 * 1024  # bytes of bodies of one attempt
_replace = msgspec.structs.replace


def with_sent(earlier: tuple[Attempt, ...], attempt: Attempt) -> tuple[Attempt, ...]:
    """Return what was sent with one more at its end, without what is too old or too large."""
    replies = (one.reply for one in attempt.exchanges if one.reply is not None)
    sent = sum(len(one.request.body) for one in attempt.exchanges)
    size = sent + sum(len(reply.body) for reply in replies)
    return (*earlier, attempt)[-_MOST:] if size <= _LARGEST else earlier


class Past:
    """What was sent before: in this run, and what the history holds. Asked on any thread.

    kept: asks the history about a server, which reads the disk. saved: the requests of the
    collection. recorded: what a recording holds that the user named. A face gives what it has.
    """

    def __init__(self) -> None:
        self.kept: Callable[[Attempt], tuple[Attempt, ...]] | None = None
        self.saved: Callable[[], Iterable[Request]] = tuple
        self.recorded: tuple[Attempt, ...] = ()
        self._sent: tuple[Attempt, ...] = ()

    async def add(self, attempt: Attempt, scope: Scope) -> Attempt:
        """Remember what was sent just now; return it with how its address is known to exist."""
        if may_be_hidden(attempt):
            earlier = await asyncio.to_thread(self.before, attempt)
            attempt = _replace(attempt, met=met_before(attempt, earlier, self.saved(), scope))
        self._sent = with_sent(self._sent, attempt)
        return attempt

    async def look_back(self, found: Answer) -> Answer:
        """Return an answer judged beside what was sent before, where that may tell more."""
        if not _is_open(found):
            return found
        earlier = await asyncio.to_thread(self.before, found.attempt)
        mine = _certificate(found.attempt)
        exchanges = _in_one([one for one in earlier if _certificate(one) == mine][-_MOST_BESIDE:])
        return await asyncio.to_thread(beside, found, exchanges) if exchanges else found

    def before(self, attempt: Attempt) -> tuple[Attempt, ...]:
        """Return what was sent before an attempt, oldest first; as sent rather than as kept."""
        began = attempt.started
        if began is None:
            return self.recorded
        known = (*(self.kept(attempt) if self.kept is not None else ()), *self._sent)
        before = (one for one in known if one.started and one.started < began)
        sent = {one.id: one for one in before if one.id != attempt.id}
        return (*self.recorded, *sent.values())

    def scope(self, scope: Scope, attempt: Attempt) -> Scope:
        """Return a scope with what was sent before an attempt, unless it names that itself."""
        if scope.aids.earlier:
            return scope
        return _replace(scope, aids=_replace(scope.aids, earlier=self.before(attempt)))


def _is_open(answer: Answer) -> bool:
    """Whether what was sent before may tell more of it: it went out, and something is amiss.

    A redirect may lead away who was let in there before.
    """
    last = answer.attempt.last
    status = last.reply.status if last is not None and last.reply is not None else 0
    return status in ERRORS or status in REDIRECTS or bool(answer.verdict.findings)


def _certificate(attempt: Attempt) -> str:
    """Return with which client certificate it was sent: with another one somebody else asks."""
    return attempt.request.options.client_certificate if attempt.request is not None else ""


def _in_one(attempts: Iterable[Attempt]) -> tuple[Exchange, ...]:
    """Return the exchanges of several attempts as those of one."""
    found: list[Exchange] = []
    for attempt in attempts:
        start = len(found)
        found += (one.counted_on(start) for one in attempt.exchanges)
    return tuple(found)


def recorded_sends(recordings: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Return what recordings hold, the newest few, each exchange as an attempt of its own."""
    sent: tuple[Attempt, ...] = ()
    held = ((one, recorded.source) for recorded in recordings for one in recorded.exchanges)
    for number, (one, source) in enumerate(held):
        alone = _replace(one, answers=None)
        made = Attempt(
            id=f"recorded-{number}",
            request=request_of(one.request),
            exchanges=(alone,),
            source=source,
        )
        sent = with_sent(sent, made)
    return sent
