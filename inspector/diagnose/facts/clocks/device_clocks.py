"""What a server says its clock is, in the body of another reply: devices send no Date."""

from datetime import UTC, datetime
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.story.clocks.stamps import time_of

_LOOK = 12
# finds `serverTime`
# but not `timeout`
_NAME = lazy_re(r"(?i)^(?:server|current|system|utc|device)_?(?:date_?)?time(?:stamp)?$")
# ONVIF Device Management, GetSystemDateAndTime: UTCDateTime in parts.
_PARTS = ("Year", "Month", "Day", "Hour", "Minute", "Second")


class ToldClock(NamedTuple):
    """The server's clock when a request was sent. place: where it was told."""

    now: datetime
    place: Place


def told_clock(case: Case) -> ToldClock | None:
    """Return the clock that the same host told nearest before, else after; or None."""
    for other in (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]):
        told = _moment(other) if other.succeeded else None
        if told is not None and other.client_time is not None and case.client_time is not None:
            return ToldClock(told + (case.client_time - other.client_time), other.heard_body)
    return None


def _moment(case: Case) -> datetime | None:
    content = case.heard.content
    if content.is_xml:
        return _from_parts(list(content.xml_leaves()))
    named = (value for name, value in content.scalars() if _NAME.match(name))
    return next((when for value in named if (when := time_of(str(value)))), None)


def _from_parts(leaves: list[tuple[str, str]]) -> datetime | None:
    found: dict[str, int] = {}
    for name, text in leaves:
        if name in _PARTS and text.isdecimal():
            found.setdefault(name, int(text))
    if len(found) < len(_PARTS):
        return None
    try:
        year, month, day, hour, minute, second = (found[name] for name in _PARTS)
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
