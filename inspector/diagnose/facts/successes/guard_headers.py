"""A header against forgery with which the same caller was given what is refused without it."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.field_names import guards_against_forgery
from inspector.protocol.keys.random_values import is_random
from inspector.reading import places
from inspector.reading.statuses import REFUSES_FORGERY

_LOOK = 60


class Guard(NamedTuple):
    """name, place: of the header. given: the call with it. refused: the same call without it.

    value: what stood in it; empty where that was made for one session.
    """

    name: str
    value: str
    place: Place
    given: Case
    refused: Case


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
    return None


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
