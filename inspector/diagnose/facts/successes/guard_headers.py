"""A header against forgery with which the same caller was given what is refused without it."""

from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.field_names import guards_against_forgery, is_csrf_name
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.statuses import REFUSES_FORGERY

_LOOK = 60


class Guard(NamedTuple):
    """name, place: of the header. given: the call with it. refused: the same call without it.

    value: what stood in it; empty where that was made for one session. elsewhere: whether that was
    another call, as each that the caller was given had the header.
    """

    name: str
    value: str
    place: Place
    given: Case
    refused: Case
    elsewhere: bool = False


def guard_named(case: Case) -> str | None:
    """Return the header that a reply wants against forgery and that was not sent; else None.

    Empty where its words do not name it. Not a token's: what no form of another site can send is
    wanted for being there at all.
    """
    told = case.says("csrf")
    words = told.statement.plain.removesuffix(" csrf") if told is not None else ""
    if words.endswith(_AS_POTENTIAL) and case.status == HTTPStatus.BAD_REQUEST:
        header = case.sent.header("content-type")
        return "Content-Type" if header is None else None
    if told is None or "header" not in told.statement.plain or "token" in told.statement.plain:
        return None
    text = told.statement.text
    listed = (found[1] or found[2] for found in _HEADER_NAMED.finditer(text))
    names = [name for part in listed for name in _NAME.findall(part) if not is_csrf_name(name)]
    sent = {header.name.lower() for header in case.sent.message.headers}
    left = [name for name in names if name.lower() not in {*sent, "content-type"}]
    if names and not left:
        return None
    return left[0] if left else ""


# GraphQL servers (Apollo, Mercurius) say so of what a form could send: JSON it can't.
_AS_POTENTIAL = "blocked as a potential cross site request forgery"
# finds `one of the following headers: x-apollo-operation-name, apollo-require-preflight`,
# `The X-Requested-By header is missing`
# but not `no header was sent`, `headers: three`
_HEADER_NAMED = lazy_re(
    r"(?i)\bheaders?:?\s{1,3}['\"`]?([a-z][\w-]{1,60}-[\w-]{1,60}(?:, [\w-]{3,60}){0,5})|"
    r"\b([a-z][\w-]{1,60}-[\w-]{1,60})['\"`]?\sheader\b"
)
_NAME = lazy_re(r"[A-Za-z][\w-]{0,60}-[\w-]{1,60}")


def lacking_guard(case: Case) -> Guard | None:
    """Return the header that made the difference, for this call or one refused alike; or None.

    Alike: by the same host, status and words, so that one check turned both away.
    """
    return case.once(_lacking_guard)


def _lacking_guard(case: Case) -> Guard | None:
    if case.status not in REFUSES_FORGERY or not case.identities or case.may_be_stripped:
        return None
    if any(guards_against_forgery(one.name) for one in case.sent.message.headers):
        return None
    near = (*case.after[:_LOOK], *reversed(case.before[-_LOOK:]))
    alike = [one for one in (case, *near) if _is_alike(case, one)]
    for given in near:
        if not given.succeeded or given.identities != case.identities:
            continue
        refused = next((one for one in alike if _asks_the_same(one, given)), None)
        found = _added(refused, given) if refused is not None else None
        if found is not None:
            return found
    if case.said("permission"):
        return None  # another call may want another right
    given_to_it = [one for one in near if one.succeeded and one.identities == case.identities]
    each = [_added(case, one) for one in given_to_it]
    return each[0]._replace(elsewhere=True) if each and each[0] and all(each) else None


def _is_alike(case: Case, other: Case) -> bool:
    same = (case.status, case.heard.content.bytes) == (other.status, other.heard.content.bytes)
    return same and case.identities == other.identities


def _asks_the_same(one: Case, other: Case) -> bool:
    same = (one.sent.query, one.sent.message.body) == (other.sent.query, other.sent.message.body)
    return same and one.repeats(other)


def _added(refused: Case, given: Case) -> Guard | None:
    """Return the one header against forgery that the given call has and the refused one has not."""
    had = {one.name.lower() for one in refused.sent.message.headers}
    lines = enumerate(given.sent.message.headers)
    more = [(index, one) for index, one in lines if guards_against_forgery(one.name)]
    more = [(index, one) for index, one in more if one.name.lower() not in had]
    if len(more) != 1:
        return None
    index, header = more[0]
    place = places.in_header(given.index, "request", index, header)
    value = "" if is_random(header.value) else header.value
    return Guard(header.name, value, place, given, refused)
