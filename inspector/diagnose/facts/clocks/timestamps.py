"""When a request was made by its own word: time stamps in query, headers and signatures."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.story.clocks.stamps import STAMP, Stamp, is_signed, stamps, time_of


class Made(NamedTuple):
    """When a request was signed. ago: how long before the server answered it."""

    name: str
    ago: timedelta
    place: Place


def signed_at(case: Case) -> Made | None:
    """Return when a signature was made; None without one, or where the client's clock is wrong.

    Whole hours are no age but a time zone.
    """
    if case.heard.date is None or case.skew is None or abs(case.skew) > _AGREE:
        return None
    if not is_signed(case):
        return None
    for name, value, place in stamps(case):
        when = time_of(value)
        ago = case.heard.date - when if when is not None else timedelta(0)
        seconds = ago.total_seconds()
        off_hour = min(seconds % _HALF_HOUR, -seconds % _HALF_HOUR)
        if timedelta(0) < ago < _LONGEST and (ago < _ZONES or off_hour > _CLOSE):
            return Made(name, ago, place)
    return None


_AGREE, _LONGEST, _ZONES = timedelta(minutes=2), timedelta(days=800), timedelta(minutes=25)
_HALF_HOUR, _CLOSE = 1800, 8


# ---------------- A time that is right, in another unit than the one that is read
class InUnit(NamedTuple):
    """A time counted from 1970. digits: how many the number has, which tells its unit."""

    name: str
    digits: int
    place: Place


_UNITS = {10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
_SAME_SECOND = timedelta(seconds=2)
# finds `timestamp was 1000ms ahead of the server's time`
# but not `invalid timestamp`
_NAMES_A_DISTANCE = lazy_re(r"(?i)\b\d{1,7} ?(?:ms|msec|millis\w*|s|secs?|seconds?|minutes?)\b")


def in_other_unit(case: Case) -> InUnit | None:
    """Return the time that is called wrong though it is the server's own; None without one.

    Where a standard names the unit of a signature's time, nobody needs to call another one wrong.
    A number as long that this host took under the same name shows that the unit is right.
    """
    now, told = case.heard.date, case.says("clock")
    if now is None or (told is not None and _NAMES_A_DISTANCE.search(told.statement.text)):
        return None
    if any(credential.claims for credential in case.sent.credentials):
        return None  # the words may be about the times in the token
    for one, value in _counted(case):
        seconds = int(value) / _UNITS[one.digits]
        if told is None and not _is_against_a_standard(case, one):
            continue
        took = case.exchange.timing.seconds
        if abs(seconds - now.timestamp()) <= _SAME_SECOND.total_seconds() + took:
            known = _was_taken(case, one) or _is_told_in_its_unit(case, one, int(value))
            return None if known else one
    return None


def _is_against_a_standard(case: Case, one: InUnit) -> bool:
    """Whether it is the time of a refused signature whose standard counts seconds."""
    by_standard = one.name in _SECONDS_BY_STANDARD and one.digits > _SECONDS
    return by_standard and case.status in REFUSES_SIGNATURE


_SECONDS_BY_STANDARD = frozenset({"oauth_timestamp"})  # RFC 5849 §3.3


def _is_told_in_its_unit(case: Case, one: InUnit, value: int) -> bool:
    """Whether the server counts its own time in the same unit, here or in an earlier reply."""
    near = (case, *reversed(case.before[-_LOOK_BACK:]))
    return any(told != value for entry in near for told in _own_times(entry, one.digits))


def tells_another_unit(case: Case, digits: int) -> bool:
    """Whether the reply tells the server's own time as a number of another length."""
    return any(any(_own_times(case, other)) for other in _UNITS if other != digits)


def _own_times(case: Case, digits: int) -> Iterator[int]:
    """Yield the numbers in a reply that are the second in which it was made, in a unit."""
    now = case.heard.date
    for found in _NUMBER.finditer(case.heard.content.text[:_READ]) if now is not None else ():
        seconds = int(found[0]) / _UNITS[len(found[0])]
        if now and len(found[0]) == digits and abs(seconds - now.timestamp()) <= _MOMENT:
            yield int(found[0])


# finds `server_timestamp[1683929880902]`
# but not `12.50`
_NUMBER = lazy_re(r"(?<![\w.])(?:\d{10}|\d{13}|\d{16}|\d{19})(?![\w.])")
_LOOK_BACK, _READ, _MOMENT = 12, 16_384, 5


# ---------------- A time that lies after the server's own: nothing is sent before it was made
class Lead(NamedTuple):
    """How far a time that was sent lies after the server's own when it came."""

    name: str
    by: timedelta
    place: Place


def ahead_of_server(case: Case) -> Lead | None:
    """Return the time that is later than the server's, to the millisecond where it tells it."""
    now = case.heard.date
    for one, value in _counted(case) if now is not None else ():
        unit = _UNITS[one.digits]
        told = next((own for own in _own_times(case, one.digits) if own != int(value)), None)
        exactly = told is not None and one.digits > _SECONDS
        own = told / unit if told is not None and exactly else now.timestamp() + 1 if now else 0
        by = int(value) / unit - own
        if _NOTICED < by < _SAME_DAY:
            return Lead(one.name, timedelta(seconds=by), one.place)
    return None


_SECONDS, _SAME_DAY = 10, 86_400
_NOTICED = timedelta(milliseconds=300).total_seconds()


def _counted(case: Case) -> Iterator[tuple[InUnit, str]]:
    for name, value, place in (*stamps(case), *_in_body(case)):
        text = value.strip()
        if text.isascii() and text.isdecimal() and len(text) in _UNITS:
            yield InUnit(name, len(text), place), text


def _in_body(case: Case) -> Iterator[Stamp]:
    place = places.in_body(case.index, "request")
    for name, value in case.sent.content.scalars():
        if STAMP.search(name):
            yield name, str(value), place


def _was_taken(case: Case, one: InUnit) -> bool:
    near = (*case.before, *case.after)
    return any(
        (other.name, other.digits) == (one.name, one.digits)
        for entry in near
        if entry.succeeded
        for other, _ in _counted(entry)
    )
