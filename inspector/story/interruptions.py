"""What came in between: a while of refusals, a server begun anew, errors that shut a caller out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from datetime import timedelta
from http import HTTPStatus
from itertools import takewhile
from typing import NamedTuple

from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.statuses import BAD_GATEWAY, CLIENT_ERRORS
from inspector.story.entry import Entry
from inspector.story.lives import Life
from inspector.story.trace_story import TraceStory

_FEW = 2


class Interruption(NamedTuple):
    """before and after: the same request, accepted. refused: all in between that were."""

    before: Entry
    refused: tuple[Entry, ...]
    after: Entry


def interruption(story: TraceStory, entry: Entry) -> Interruption | None:
    """Return the while that a refused entry belongs to; None where it belongs to none.

    Nothing was changed in between: one of the refused requests was accepted before and after
    byte for byte. It takes more than one refusal, as a single one may be a nonce's or a race's.
    """
    if entry.outcome != "refused":
        return None
    found = (_in_life(life, entry) for life in story.lives.sent_in(entry))
    return next((one for one in found if one is not None), None)


def _in_life(life: Life, entry: Entry) -> Interruption | None:
    if not life.accepted:
        return None
    judged = life.judged[entry.sent.host]
    first, last = _run(judged, bisect_left(judged, entry.index, key=lambda one: one.index))
    refused = judged[first:last]
    if len(refused) < _FEW:
        return None
    same = {sameness(one) for one in refused}
    after: dict[Hashable, Entry] = {}
    for one in judged[last:]:
        after.setdefault(sameness(one), one)
    for before in judged[:first]:
        if before.outcome != "accepted" or (key := sameness(before)) not in same:
            continue
        if key in after and after[key].outcome == "accepted":
            return Interruption(before, refused, after[key])
    return None


def _run(judged: Sequence[Entry], at: int) -> tuple[int, int]:
    """Return where the refusals around one begin and end."""
    first, last = at, at + 1
    while first and judged[first - 1].outcome == "refused":
        first -= 1
    while last < len(judged) and judged[last].outcome == "refused":
        last += 1
    return first, last


def is_same(one: Entry, other: Entry) -> bool:
    """Whether two requests ask for the same thing with the same credentials and body."""
    return one.repeats(other) and sameness(one) == sameness(other)


def sameness(entry: Entry) -> Hashable:
    """Return what is equal of requests for the same thing with the same credentials and body."""
    sent = entry.sent
    return entry.asked_for, sent.message.body, entry.identities, sent.query


def lost_its_answer(entry: Entry) -> bool:
    """Whether a request may have arrived whose answer did not: no connection was refused before."""
    failure = entry.exchange.failure
    if entry.status == HTTPStatus.GATEWAY_TIMEOUT:
        return True
    return not entry.status and (failure is None or failure.kind in _AFTER_SENDING)


_AFTER_SENDING = frozenset({"timeout", "reset", "no-reply", "stopped"})


# ---------------- A server that began anew: it was away, or names another version or start
class Sign(NamedTuple):
    """One sign that a server was started again. before: where it told another value, or None."""

    entry: Entry
    name: str
    place: Place
    before: Place | None = None


def began_anew(story: TraceStory, last: Entry, entry: Entry) -> tuple[Sign, ...]:
    """Return the signs, one of a kind, of a restart between two entries of one host."""
    host = entry.sent.host
    here = [one for one in story.between(last, entry)[-_FAR:] if one.sent.host == host]
    away = next((one for one in here if one.status in BAD_GATEWAY or _nobody_came(one)), None)
    found = [] if away is None else [Sign(away, "", places.in_line(away.index, "reply"))]
    told = _told_of_itself(story, last, here)
    return (*found, told) if told is not None else tuple(found)


def _nobody_came(entry: Entry) -> bool:
    failure = entry.exchange.failure
    return failure is not None and failure.kind in {"refused", "reset"}


def _told_of_itself(story: TraceStory, last: Entry, since: Sequence[Entry]) -> Sign | None:
    """Return where a reply names another version or start than the same request did before."""
    for one in since:
        now = _own_marks(one) if one.came else {}
        earlier = reversed(story.before(one, _FAR)) if now else ()
        same = next(
            (e for e in earlier if e.index <= last.index and e.came and e.repeats(one)), None
        )
        then = _own_marks(same) if same is not None else {}
        for name, (value, place) in now.items():
            if name in then and then[name][0] != value:
                return Sign(one, name, place, then[name][1])
    return None


def _own_marks(entry: Entry) -> dict[str, tuple[str, Place]]:
    """Return what a reply tells of the program that answered: its version, when it was started."""
    found = {
        header.name.lower(): (header.value, places.in_header(entry.index, "reply", index, header))
        for index, header in enumerate(entry.heard.headers)
        if _OF_A_START.match(header.name)
    }
    if entry.heard.content.json is None or len(entry.heard.content.bytes) > _SMALL:
        return found
    body = places.in_body(entry.index, "reply")
    members = entry.heard.content.scalars()
    return found | {n: (str(v), body) for n, v in members if _OF_A_START.match(n)}


# finds `Version`, `X-App-Version`, `boot_id`, `startedAt`
# but not `api_version`, `Content-Version`, `created_at`
_OF_A_START = lazy_re(
    r"(?i)^(?:x-)?(?:(?:app|server|service|build|release)[-_]?)?"
    r"(?:version|build|release|commit|boot[-_]?(?:id|time)|start(?:ed)?[-_]?(?:at|time))$"
)
_FAR, _SMALL = 60, 4096


# ---------------- A caller that met many errors, and is refused everything since
class ShutOut(NamedTuple):
    """errors: the burst before it. worked: the last success. refused: two different ones since."""

    errors: tuple[Entry, ...]
    worked: Entry
    refused: tuple[Entry, Entry]


def shut_out(story: TraceStory, entry: Entry) -> ShutOut | None:
    """Return how a caller was shut out after a burst of errors; None where it was not.

    Whatever it asks for is refused in one way from then on, what was given before as well: each
    error by itself was told in another way.
    """
    here = [one for one in story.before(entry, _FAR) if one.sent.host == entry.sent.host]
    later = [one for one in story.after(entry, _FAR) if one.sent.host == entry.sent.host]
    run = [entry]
    while here and _is_told_alike(here[-1], entry):
        run.insert(0, here.pop())
    run += takewhile(lambda one: _is_told_alike(one, entry), later)
    worked = next((one for one in reversed(here) if one.succeeded), None)
    other = next((one for one in run if not one.repeats(run[0])), None)
    if worked is None or other is None or not any(_was_given(one, here) for one in run):
        return None
    errors = tuple(one for one in here[-_BURST_IN:] if _is_in_burst(one, run[0]))
    return ShutOut(errors, worked, (run[0], other)) if len(errors) >= _BURST else None


_BURST, _BURST_IN = 5, 30
_NO_ANSWER = frozenset({"timeout", "reset", "no-reply", "refused"})
_AT_ONCE = timedelta(minutes=10)


def _is_told_alike(one: Entry, entry: Entry) -> bool:
    """Whether two requests failed in the same way, whatever was asked."""
    reply, other = one.exchange.reply, entry.exchange.reply
    if reply is None or other is None:
        failure = one.exchange.failure
        return reply is other and failure is not None and failure.kind in _NO_ANSWER
    return one.status == entry.status and reply.body == other.body and not one.succeeded


def _was_given(refused: Entry, before: Sequence[Entry]) -> bool:
    """Whether the like of a refused request was given before: the same caller, the same method."""
    given = (one for one in before if one.succeeded and one.sent.method == refused.sent.method)
    return any(one.identities == refused.identities for one in given)


def _is_in_burst(one: Entry, refused: Entry) -> bool:
    then, now = one.server_time, refused.server_time
    near = then is None or now is None or now - then <= _AT_ONCE
    return near and one.status in CLIENT_ERRORS and not _is_told_alike(one, refused)
