"""Reads when a signed address ends: by its query, by one parameter that holds all, by its path."""

from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import parse_qsl

from inspector.diagnose.facts.case import Case
from inspector.protocol.dates import basic_date, iso_date, loose_numeric_date
from inspector.protocol.field_names import is_link_signature
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.signed_address import is_list_of_parameters
from inspector.protocol.tokens import jose
from inspector.reading.credential import Credential
from inspector.reading.statuses import NO_LONGER_THERE


def address_over(case: Case) -> datetime | None:
    """Return the end of the address that was asked for, where it was over by the server's clock.

    Who gets something by it after its end shows that nobody looks at the time.
    """
    now, end = case.server_time, end_of(case)
    if end is None and case.status in NO_LONGER_THERE:  # to other refusals a token is a token
        end = next(_claimed(case.sent.query), None)
    if end is None or now is None or now <= end:
        return None
    same = (*case.same_request_before, *(one for one in case.after if one.repeats(case)))
    ignored = (one for one in same if one.succeeded and one.sent.url == case.sent.url)
    times = (one.server_time for one in ignored)
    return None if any(when is not None and when > end for when in times) else end


def end_of(case: Case) -> datetime | None:
    """Return the end of the address that was asked for, None where it names none."""
    return address_end(dict(case.sent.query), case.sent.path)


class SignedFor(NamedTuple):
    """A credential that is a list of parameters with a signature, and until when it is good.

    resource: the address that `sr` names, empty without one: it holds for all that begins with it.
    """

    credential: Credential
    end: datetime
    resource: str = ""


def signed_for(case: Case) -> SignedFor | None:
    """Return what a header carries as a signed address does, as shared access signatures are."""
    for sent in case.sent.credentials:
        if sent.where == "header" and is_list_of_parameters(sent.bare):
            parameters = dict(parse_qsl(sent.bare))
            end = address_end(parameters)
            if end is not None:
                return SignedFor(sent, end, parameters.get("sr", ""))
    return None


def address_end(query: Mapping[str, str], path: str = "") -> datetime | None:
    """Return the end of a signed address, None where neither query nor path names one."""
    ends = (*_after_its_start(query), *_in_one(query, path), *_named(query), *_in_the_path(path))
    return next((end for end in ends if end is not None), None)


# finds `X-Amz-Date`, `x-oss-date`
# but not `X-Date`
_START = lazy_re(r"(?i)^(x-[a-z]{2,8}-)date$")


def _after_its_start(query: Mapping[str, str]) -> Iterator[datetime | None]:
    """Yield the end by a start and a number of seconds, as AWS and what follows it write them."""
    by_name = {name.lower(): value for name, value in query.items()}
    for name, value in by_name.items():
        start = _START.match(name)
        seconds = by_name.get(f"{start[1]}expires", "") if start is not None else ""
        begin = basic_date(value) if seconds.isdigit() else None
        if begin is not None and len(seconds) <= _DIGITS:
            yield begin + timedelta(seconds=int(seconds))


_DIGITS = 9

# finds `exp=1699923600~acl=/*~hmac=ab12`
# but not `exp=1699923600`
_TIME_IN_ONE = lazy_re(r"(?i)(?:^|[~/!,;=])(?:exp|expires?)=(\d{10})(?=$|[~/!,;])")
_PROOF_IN_ONE = lazy_re(r"(?i)[~/!,;](?:hmac|sig|signature|md5|hash|acl|data)=")


def proves_in_one(value: str) -> bool:
    """Whether one value holds an end and what signs it, as content delivery networks have it."""
    return _TIME_IN_ONE.search(value) is not None and _PROOF_IN_ONE.search(value) is not None


def _in_one(query: Mapping[str, str], path: str) -> Iterator[datetime | None]:
    """Yield the end within one text that holds time and proof (content delivery networks)."""
    for text in (*query.values(), path):
        told = _TIME_IN_ONE.search(text)
        if told is not None and _PROOF_IN_ONE.search(text):
            yield loose_numeric_date(told[1])
    of_signing = query.get("q-sign-time", "").partition(";")[2]
    yield _moment(of_signing)
    yield _moment(_of_a_bewit(query.get("bewit", "")))


def _of_a_bewit(value: str) -> str:
    """Return the end that Hawk writes into an address, the second of its four parts."""
    return ([*_decoded(value).split("\\"), ""])[1]


def _decoded(value: str) -> str:
    try:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode("ascii")
    except ValueError:
        return ""


# finds `Expires`, `exp`, `valid_until`, `temp_url_expires`, `Token-Expiry`
# but not `expand`, `never_expires_soon`
_NAMES_END = lazy_re(
    r"(?i)^(?:(?:x-)?(?:e|se)|(?:[a-z]{1,16}[_-]){0,3}"
    r"(?:exp|expires?|expiry|expiration|valid_?(?:until|to|till))"
    r"(?:_?(?:at|on|time|date|ts))?)$"
)


def _named(query: Mapping[str, str]) -> Iterator[datetime | None]:
    """Yield the ends that have a parameter of their own, beside one that signs."""
    for name, value in query.items():
        others = (other for other in query if other != name)
        if _NAMES_END.match(name) and any(_signs(other, query[other]) for other in others):
            yield _moment(value)


def _signs(name: str, value: str) -> bool:
    return is_link_signature(name) or is_random(value)


def _claimed(query: Iterable[tuple[str, str]]) -> Iterator[datetime | None]:
    """Yield the end that a token in the address has of itself (RFC 7519 §4.1.4)."""
    for name, value in query:
        signs = is_link_signature(name) and value.startswith("eyJ")
        token = jose.read(value) if signs else None
        if isinstance(token, jose.Jws) and token.claims:
            yield loose_numeric_date(token.claims.get("exp"))


# finds `/njZp0ZtnW9VwWP1GZCBdKg/1699923600/`
# but not `/orders/1699923600/`
_PARTS = lazy_re(r"(?<=/)[^/]+(?=/|$)")


def _in_the_path(path: str) -> Iterator[datetime | None]:
    """Yield a time that stands beside a hash in the path (nginx's secure_link)."""
    parts = _PARTS.findall(path)
    for one, other in pairwise(parts):
        if is_random(one) and not one.isdigit():
            yield _moment(other) if other.isdigit() else None
        if is_random(other) and not other.isdigit():
            yield _moment(one) if one.isdigit() else None


_FIRST = datetime(2001, 9, 9, tzinfo=UTC)  # from then on a time in seconds has ten digits


def _moment(text: str) -> datetime | None:
    counted = text.isdecimal() and text.isascii()
    when = loose_numeric_date(text) if counted else iso_date(text) if ":" in text else None
    return when if when is not None and when.tzinfo is not None and when >= _FIRST else None
