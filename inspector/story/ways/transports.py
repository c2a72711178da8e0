"""Connections that a server forgot: their id was unknown, and the same caller opened another one.

Transports that poll, or that keep a state for each client, number their connections: `sid` of
Engine.IO, `id` of SignalR, `Mcp-Session-Id`. Such an id says which connection it is, not who calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import CLIENT_ERRORS
from inspector.story.entry import Entry
from inspector.story.trace_story import NEAR, TraceStory
from inspector.story.way import Way
from inspector.wording import tr


def was_opened_anew(story: TraceStory, entry: Entry) -> Entry | None:
    """The caller asked the same place without the id, and went on with the id that it was given."""
    if entry.is_refused or entry.status not in CLIENT_ERRORS or entry.sent.is_login:
        return None
    for name, value in _ids(entry):
        for opened in story.after(entry):
            if _opens(opened, entry, name) and _is_gone_on_with(story, opened, name, value):
                return opened
    return None


def _ids(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the ids of connections that a request sends in its query and headers."""
    yield from ((name, value) for name, value in entry.sent.query if _ID.search(name))
    named = ((h.name, h.value) for h in entry.sent.message.headers)
    yield from ((name, value) for name, value in named if _SESSION.search(name))


# finds `sid`, `id`, `connectionId`, `clientId`
# but not `pid`, `api_key_id`
_ID = lazy_re(r"(?i)^(?:s|(?:session|connection|conn|client|transport|stream)[-_]?)?(?:id|token)$")
# finds `Mcp-Session-Id`, `X-Transport-Session`
# but not `X-Session-Token`
_SESSION = lazy_re(r"(?i)(?:session|transport)(?:-?id)?$|connection-?id$")


def _opens(one: Entry, entry: Entry, name: str) -> bool:
    """Whether a request for the same place has no such id, and brings nothing else than before."""
    sent, before = one.sent, entry.sent
    if (sent.host, sent.path) != (before.host, before.path) or not one.succeeded:
        return False
    known = sent.is_login or not one.identities <= entry.identities
    return not known and name not in dict(_ids(one))


def _is_gone_on_with(story: TraceStory, opened: Entry, name: str, old: str) -> bool:
    """Whether a later call sends under that name what the opening gave, and is answered."""
    given = opened.heard.content.text[:_LOOK]
    headers = {header.value for header in opened.heard.headers}
    for later in story.after(opened, NEAR):
        new = dict(_ids(later)).get(name, old)
        same = (later.sent.host, later.sent.path) == (opened.sent.host, opened.sent.path)
        if same and new != old and later.succeeded and (new in headers or f'"{new}"' in given):
            return True
    return False


_LOOK = 4000


# ---------------- Each with what is said of it
WAYS = (
    Way(
        "opened-anew",
        was_opened_anew,
        tr("The connection of entry {entry} was unknown, and entry {other} opened another one."),
    ),
)
