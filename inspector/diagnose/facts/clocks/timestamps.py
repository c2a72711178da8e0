"""When a request was made by its own word: time stamps in query, headers and signatures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.dates import basic_date, http_date, iso_date, loose_numeric_date
from inspector.protocol.field_names import is_link_signature
from inspector.protocol.patterns import lazy_re
from inspector.reading import places

_STAMP = lazy_re(r"(?i)(timestamp|^ts$|(^|[-_])date$|time$|^t$|created|nonce-?time)")
_T = lazy_re(r"(?:^|[,;\s])t=(\d{10,13})(?=[,;\s]|$)")
_SIGNED = lazy_re(r"(?i)signature|hmac|^sign?$")
Stamp = tuple[str, str, Place]


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
    if not any(_SIGNED.search(name) for name in _names(case)):
        return None
    for name, value, place in stamps(case):
        when = time_of(value)
        ago = case.heard.date - when if when is not None else timedelta(0)
        seconds = ago.total_seconds()
        off_hour = min(seconds % _HALF_HOUR, -seconds % _HALF_HOUR)
        if timedelta(0) < ago < _LONGEST and (ago < _ZONES or off_hour > _CLOSE):
            return Made(name, ago, place)
    return None


def _names(case: Case) -> list[str]:
    names = [header.name for header in case.sent.message.headers]
    return [*names, *(name for name, _ in case.sent.query), *case.sent.fields]


_AGREE, _LONGEST, _ZONES = timedelta(minutes=2), timedelta(days=800), timedelta(minutes=25)
_HALF_HOUR, _CLOSE = 1800, 8


def stamps(case: Case) -> list[Stamp]:
    """Return the times that a request names of itself: name, value and place."""
    found = [
        (name, value, case.sent_line) for name, value in case.sent.query if _STAMP.search(name)
    ]
    for index, header in enumerate(case.sent.message.headers):
        if _STAMP.search(header.name) and "if-" not in header.name.lower():
            found.append(
                (
                    header.name,
                    header.value,
                    Place(
                        entry=case.index,
                        side="request",
                        part="header",
                        name=header.name,
                        index=index,
                    ),
                )
            )
    sent = case.sent.authorization
    if sent is not None and sent.scheme in {"hawk", "mac", "oauth", "wsse", "signature"}:
        found += [
            (name, sent.params[name], sent.place)
            for name in ("ts", "oauth_timestamp", "created")
            if name in sent.params
        ]
    return [*found, *_in_signatures(case), *_in_a_signed_body(case)]


def _in_a_signed_body(case: Case) -> list[Stamp]:
    """Return the times that stand in a body beside its signature, as in one made for an upload."""
    fields = case.sent.fields
    if not any(_SIGNED.search(name) for name in fields):
        return []
    numbers = ((n, str(v)) for n, v in case.sent.content.scalars() if isinstance(v, int | float))
    pairs = (*fields.items(), *numbers)
    return [(name, text, case.sent_body) for name, text in pairs if _STAMP.search(name)]


def _in_signatures(case: Case) -> list[Stamp]:
    """Return the times that stand in a header beside the signature itself: `t=…,v1=…`."""
    found = []
    for index, header in enumerate(case.sent.message.headers):
        inside = _T.search(header.value) if "signature" in header.name.lower() else None
        if inside is not None:
            place = places.in_header(case.index, "request", index, header, inside.span(1))
            found.append((header.name, inside[1], place))
    return found


def time_of(value: str) -> datetime | None:
    """Return a time stamp in one of the usual forms as a moment, None for another."""
    text = value.strip()
    if text.isdigit():
        return loose_numeric_date(int(text)) if len(text) <= _DIGITS else None
    return http_date(text) if text.endswith(" GMT") else iso_date(text)


_DIGITS = 14


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

    A number as long that this host took under the same name shows that the unit is right.
    """
    now, told = case.heard.date, case.says("clock")
    if now is None or told is None or _NAMES_A_DISTANCE.search(told.statement.text):
        return None
    if any(credential.claims for credential in case.sent.credentials):
        return None  # the words may be about the times in the token
    for one, value in _counted(case):
        seconds = int(value) / _UNITS[one.digits]
        if abs(seconds - now.timestamp()) <= _SAME_SECOND.total_seconds() + _took(case):
            return None if _was_taken(case, one) else one
    return None


def _counted(case: Case) -> Iterator[tuple[InUnit, str]]:
    for name, value, place in (*stamps(case), *_in_body(case)):
        text = value.strip()
        if text.isascii() and text.isdecimal() and len(text) in _UNITS:
            yield InUnit(name, len(text), place), text


def _in_body(case: Case) -> Iterator[Stamp]:
    place = places.in_body(case.index, "request")
    for name, value in case.sent.content.scalars():
        if _STAMP.search(name):
            yield name, str(value), place


def _took(case: Case) -> float:
    return (case.exchange.timing.total or 0) / 1000


def _was_taken(case: Case, one: InUnit) -> bool:
    near = (*case.before, *case.after)
    return any(
        (other.name, other.digits) == (one.name, one.digits)
        for entry in near
        if entry.succeeded
        for other, _ in _counted(entry)
    )


# ---------------- Reads when a signed address ends
def address_end(query: dict[str, str]) -> datetime | None:
    """Return the end of a signed address, None where its query names none."""
    start, seconds = query.get("X-Amz-Date", ""), query.get("X-Amz-Expires", "")
    if not start:
        start, seconds = query.get("X-Goog-Date", ""), query.get("X-Goog-Expires", "")
    if start and seconds.isdigit():
        begin = basic_date(start)
        try:
            return begin + timedelta(seconds=int(seconds)) if begin else None
        except (ValueError, OverflowError):
            return None
    if "sig" in query and "se" in query:
        return iso_date(query["se"])
    signed = any(is_link_signature(name) for name in query)
    named = next((query[n] for n in ("Expires", "expires", "exp", "e") if n in query), "")
    return loose_numeric_date(named) if signed and named else None
