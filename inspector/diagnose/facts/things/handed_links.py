"""An address that a reply handed to a known caller, and that was then asked without a login."""

from typing import NamedTuple

from inspector.diagnose.facts.accepted_elsewhere import first_word
from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.urls import split
from inspector.reading import places
from inspector.reading.statuses import NO_LONGER_THERE, TURNS_AWAY
from inspector.story.ways.page_parts import is_part_of_page

_LOOK, _LARGEST, _FEW = 40, 262_144, 2


class HandedLink(NamedTuple):
    """named: the call whose reply has the address. name, place: of the member that holds it.

    private: the call whose reply says that what the address belongs to is not for everybody.
    """

    named: Case
    name: str
    place: Place
    private: Case | None


def followed_without_login(case: Case) -> HandedLink | None:
    """Return who was given this very address by the same host, with a login that lacks here."""
    return case.once(_followed_without_login)


def _followed_without_login(case: Case) -> HandedLink | None:
    if case.status not in NO_LONGER_THERE | TURNS_AWAY or case.sent.has_any or case.may_be_stripped:
        return None
    plain = case.sent.is_safe and case.previous is None and not split(case.sent.url).query
    if not plain or is_part_of_page(case.sent.path):
        return None
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    if any(_is_open(case, one) or one.sent.method == "DELETE" for one in near):
        return None
    calls = [one for one in case.before[-_LOOK:] if one.succeeded and one.sent.credentials]
    private = next((one for one in reversed(calls) if _calls_it_private(one, case)), None)
    if private is None and case.status not in TURNS_AWAY:
        return None  # a link may be dead
    for other in reversed(calls):
        if (found := _member_with(other, case)) is not None:
            return HandedLink(other, *found, private)
    return None


def _is_open(case: Case, other: Case) -> bool:
    """Whether somebody was given a like thing with nothing at all."""
    return other.succeeded and not other.sent.has_any and first_word(other) == first_word(case)


def _calls_it_private(other: Case, case: Case) -> bool:
    """Whether a reply describes something private by a name that the address holds."""
    members = other.heard.content.object
    marked = members.get("private") is True or members.get("visibility") in {"private", "internal"}
    texts = (text for text in members.values() if isinstance(text, str) and len(text) > _FEW)
    return marked and any(f"/{text}/" in case.sent.path for text in texts)


def _member_with(other: Case, case: Case) -> tuple[str, Place] | None:
    """Return the member of a reply that holds the address of a case, and where it stands."""
    reply, path = other.exchange.reply, case.sent.path
    last = path.rpartition("/")[2].encode()
    if reply is None or len(last) < _FEW or reply.body.find(last, 0, _LARGEST) < 0:
        return None
    for name, value in other.heard.content.scalars():
        if isinstance(value, str) and value in {case.sent.url, path}:
            span = places.find(other.heard.content.bytes, value)
            return name, places.in_body(other.index, "reply", span)
    return None
