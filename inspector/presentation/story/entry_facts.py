"""What the story says of each entry: where it went, what came, when, and whether that refused."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Literal

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.story import Story
from inspector.protocol.keys.path_keys import path_key_spans
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import masked_url
from inspector.reading.statuses import ERRORS, REDIRECTS, REFUSES_ACCESS

Answered = Literal["accepted", "redirect", "expected", "refused", "failed", "none"]
"""expected: a refusal that needs no explanation. failed: an error that says nothing of access."""
_ADDRESS = lazy_re(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?([^/?#]*)([^?#]*)")
_STATIC = lazy_re(r"\.[a-z][a-z0-9]{0,5}$")
_PAGES = frozenset({".html", ".php", ".aspx", ".jsp", ".json"})


class EntryFacts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry. path: without query. shape: what like entries share ("/v1/…", "*.js").

    reason: the words after the status. led_by: index of the redirect that led here, -1 for none.
    """

    method: str
    host: str
    path: str
    shape: str
    answered: Answered
    status: int
    reason: str
    at: datetime | None
    millis: float | None
    led_by: int


def entry_facts(attempt: Attempt, story: Story, verdict: Verdict) -> tuple[EntryFacts, ...]:
    """Return the facts of all entries, in their order."""
    refused = _refused(story, verdict)
    expected = frozenset(each.entry for each in story.healthy)
    silent = not verdict.findings
    shapes: dict[str, str] = {}
    made = []
    for index, exchange in enumerate(attempt.exchanges):
        status = exchange.reply.status if exchange.reply is not None else 0
        answered = _answered(status, index in expected, index in refused)
        answered = "expected" if silent and answered == "refused" else answered
        made.append(_facts(exchange, _led_by(attempt.exchanges, exchange), answered, shapes))
    return tuple(made)


def _facts(
    exchange: Exchange, led_by: int, answered: Answered, shapes: dict[str, str]
) -> EntryFacts:
    request, reply = exchange.request, exchange.reply
    found = _ADDRESS.match(request.url)
    authority, path = (found[1], found[2] or "/") if found else ("", request.url)
    path = masked_url(path) if path_key_spans(path) else path
    shape = shapes.get(path)
    if shape is None:
        shape = shapes[path] = shape_of(path)
    return EntryFacts(
        method=request.method,
        host=authority.rpartition("@")[2].lower(),
        path=path,
        shape=shape,
        answered=answered,
        status=reply.status if reply is not None else 0,
        reason=reply.reason if reply is not None else "",
        at=exchange.started,
        millis=exchange.timing.total,
        led_by=led_by,
    )


def shape_of(path: str) -> str:
    """Return what a path shares with like ones: its type, its first part, else all of it."""
    last = path.rpartition("/")[2]
    ending = _STATIC.search(last)
    if ending is not None and ending[0] not in _PAGES:
        return f"*{ending[0]}"
    first, slash, _ = path[1:].partition("/")
    return f"/{first}/…" if slash else path


def _refused(story: Story, verdict: Verdict) -> frozenset[int]:
    """Return the entries that something shows to be refused, whatever their status."""
    return frozenset((*_refused_events(story), *_explained(verdict)))


def _refused_events(story: Story) -> Iterator[int]:
    for life in story.credentials:
        yield from (event.entry for event in life.events if event.kind == "refused")
    if story.turning_point is not None:
        yield story.turning_point.first_refused


def _explained(verdict: Verdict) -> Iterator[int]:
    yield from (entry.index for entry in verdict.entries if entry.findings)


def _answered(status: int, expected: bool, refused: bool) -> Answered:  # noqa: FBT001 - read at once
    if expected:
        return "expected"
    if refused or status in REFUSES_ACCESS:
        return "refused"
    if not status:
        return "none"
    if status in REDIRECTS:
        return "redirect" if status != HTTPStatus.NOT_MODIFIED else "accepted"
    return "failed" if status in ERRORS else "accepted"


def _led_by(exchanges: Sequence[Exchange], exchange: Exchange) -> int:
    before = exchange.answers
    if before is None or not 0 <= before < len(exchanges):
        return -1
    reply = exchanges[before].reply
    return before if reply is not None and reply.status in REDIRECTS else -1
