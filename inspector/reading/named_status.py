"""The status that a reply names itself, where it is not the one in its status line.

Gateways and frameworks answer with a status of their own and pass the first one on in the body
(RFC 9457 §3.1.2 allows the two to differ) or in the header Status of CGI (RFC 3875 §6.3.3).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content

NAMES_OF_STATUS = ("status", "statuscode", "httpstatus", "httpstatuscode", "httpcode", "code")
FEW_MEMBERS, MOST_KEYS = 6, 60
_JOINERS = dict.fromkeys(map(ord, "_- @"))
STATUSES = range(100, 600)
_THREE_DIGITS = lazy_re(r"[1-5]\d\d")
# finds `"code": 403`
# but not `"code": 4031`
_NUMBER = lazy_re(
    rb"(?i)\"(?:http[-_ ]?)?(?:status[-_ ]?)?(?:code|status)\"\s{0,20}:\s{0,20}\"?([1-5]\d\d)(?!\d)"
)


class NamedStatus(NamedTuple):
    """span: of the number in the body, None where a header names it."""

    status: int
    in_header: bool
    span: Span | None = None


def named_status(content: Content, header: str, line: int) -> NamedStatus | None:
    """Return the status that body or header names where it is not the one in the status line."""
    told = next((one for one in _in_body(content.object) if one != line), None)
    if told is not None:
        own, body = str(told).encode(), content.bytes
        spans = (found.span(1) for found in _NUMBER.finditer(body))
        span = next((span for span in spans if body[span[0] : span[1]] == own), None)
        return NamedStatus(told, in_header=False, span=span)
    told = _as_status(header.partition(" ")[0])
    return None if told is None or told == line else NamedStatus(told, in_header=True)


def plain_name(name: str) -> str:
    """Return the name of a member without case and joiners."""
    return str(name).lower().translate(_JOINERS)


def _in_body(body: dict[str, object]) -> Iterator[int]:
    """Yield the statuses that an object names, or those right within it."""
    if len(body) > FEW_MEMBERS:
        return
    alone = len(body) == 1
    named = ((plain_name(name), value) for name, value in body.items())
    of_error = [value for name, value in named if alone or name in _OF_AN_ERROR]
    inner = (value for value in of_error if isinstance(value, dict))
    firsts = (value[0] for value in of_error if isinstance(value, list) and value)
    yield from _named_in((body, *inner), NAMES_OF_STATUS)
    # The bare code of one error of several is that of its own kind.
    yield from _named_in((one for one in firsts if isinstance(one, dict)), NAMES_OF_STATUS[:-1])


_OF_AN_ERROR = frozenset(
    {"error", "errors", "err", "fault", "exception", "status", "meta", "response", "result"}
    | {"object"}  # what an event of a watch holds
)


def _named_in(objects: Iterable[dict[str, object]], names: Iterable[str]) -> Iterator[int]:
    for members in objects:
        named = named_members(members)
        told = (_as_status(named[name]) for name in names if name in named)
        yield from (status for status in told if status is not None)


def named_members(body: dict[str, object]) -> dict[str, object]:
    """Return the first members of an object under their plain names."""
    return {plain_name(key): value for key, value in list(body.items())[:MOST_KEYS]}


def _as_status(value: object) -> int | None:
    number = int(value) if isinstance(value, str) and _THREE_DIGITS.fullmatch(value) else value
    is_status = isinstance(number, int) and not isinstance(number, bool) and number in STATUSES
    return number if is_status and isinstance(number, int) else None
