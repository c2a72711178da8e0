"""How long a server says that an unused session lives: `"SessionTimeout": 300` and its likes."""

from datetime import timedelta
from typing import NamedTuple

from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory

# finds `SessionTimeout`, `idle_timeout_minutes`, `inactivityTimeout`
# but not `requestTimeout`
_TIMEOUT = lazy_re(
    r"(?i)^(?:(?:user|web|login|max|api|gui)_?)?"
    r"(?:session|idle|inactiv\w{1,6}|login|auth\w{0,14}|token|admin|user|web|gui)_?"
    r"(?:idle_?|inactivity_?)?(?:time_?out|ttl|lifetime|max_?age|duration)"
    r"(?:_?in)?_?(?P<unit>ms|millis\w*|s|secs?|seconds|m|mins?|minutes|h|hours)?$"
)
_HEADER = lazy_re(r"(?i)^(?:x-)?(?:session|idle|auth)-?(?:timeout|ttl|expires-in|max-age)$")
_NUMBER = lazy_re(r"[0-9]{1,9}")
_UNITS = {"ms": 0.001, "mi": 60.0, "m": 60.0, "h": 3600.0}
_MOST = timedelta(days=40)
_LARGEST = 64 * 1024


class Timeout(NamedTuple):
    """A stated lifetime of sessions. name: of the member or header that states it."""

    name: str
    lasts: timedelta
    place: Place


def stated_timeout(story: TraceStory, entry: Entry) -> Timeout | None:
    """Return the lifetime of sessions that the host named before an entry; None without one."""
    for other in reversed(story.before(entry, 200)):
        if other.sent.bare_host != entry.sent.bare_host or other.exchange.reply is None:
            continue
        found = _in_headers(other) or _in_members(other)
        if found is not None:
            return found
    return None


def _in_headers(entry: Entry) -> Timeout | None:
    for index, header in enumerate(entry.heard.headers):
        if _HEADER.match(header.name):
            lasts = _span(header.value, "")
            if lasts is not None:
                place = places.in_header(entry.index, "reply", index, header)
                return Timeout(header.name, lasts, place)
    return None


def _in_members(entry: Entry) -> Timeout | None:
    body = entry.exchange.reply.body if entry.exchange.reply is not None else b""
    if not 0 < len(body) <= _LARGEST:
        return None
    for name, value in entry.heard.content.scalars():
        named = _TIMEOUT.match(name)
        lasts = _span(value, named["unit"] or "") if named is not None else None
        if lasts is not None:
            place = places.in_body(entry.index, "reply", places.find(body, name))
            return Timeout(name, lasts, place)
    return None


def _span(value: object, unit: str) -> timedelta | None:
    text = str(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        return None
    factor = _UNITS.get(unit[:2].lower(), _UNITS.get(unit[:1].lower(), 1.0))
    lasts = timedelta(seconds=int(text) * factor)
    return lasts if timedelta(0) < lasts <= _MOST else None
