"""A key in query or body that nobody looked at: whoever sent it is taken for a visitor."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.reading.credential import Credential

_LOOK, _SHORTEST = 40, 8


class VisitorsKey(NamedTuple):
    """key: what was sent. known: who was let in with the same in a header, and that one."""

    key: Credential
    known: Case | None
    header: Credential | None


def key_of_a_visitor(case: Case) -> VisitorsKey | None:
    """Return the key that was sent where a token against forgery is missed; or None.

    Only a browser's session can be misused by forged requests; who sends no cookie is asked for a
    token because the credential was not seen. That it is taken there for reading tells nothing of
    a change: feeds and links for download read what other calls have in a header.
    """
    return case.once(_key_of_a_visitor)


def _key_of_a_visitor(case: Case) -> VisitorsKey | None:
    key = next((one for one in case.sent.keys if one.where in {"query", "body"}), None)
    sent = case.sent.cookies or case.sent.authorization is not None or case.sent.csrf_tokens
    if key is None or sent or not case.said("csrf") or _took_a_change(case, key):
        return None
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK])
    known = ((one, _in_a_header(one, key)) for one in near if one.succeeded)
    found = next(((one, header) for one, header in known if header is not None), (None, None))
    return VisitorsKey(key, *found)


def _in_a_header(other: Case, key: Credential) -> Credential | None:
    held = (one for one in other.sent.credentials if one.where == "header")
    long = len(key.bare) >= _SHORTEST
    return next((one for one in held if long and one.bare == key.bare), None)


def _took_a_change(case: Case, key: Credential) -> bool:
    """Whether the same key was taken in the same place: for a change, where one is refused."""
    if case.sent.is_safe:
        return was_accepted(case)
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    changes = (one for one in near if one.succeeded and not one.sent.is_safe)
    return any(_as_sent(key) in map(_as_sent, one.sent.keys) for one in changes)


def _as_sent(key: Credential) -> tuple[str, str, str]:
    return key.where, key.name, key.bare
