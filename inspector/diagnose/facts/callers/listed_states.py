"""Reads in what state another reply lists the very key or account that is refused.

An administrator's list of keys, users or sessions says what the refusal does not: suspended,
revoked, expired. The object must name the credential itself, or the user it belongs to.
"""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.statuses import SUCCESSES


class ListedState(NamedTuple):
    """How a reply lists a credential or its owner. finding: what such a state means here."""

    finding: str
    member: str
    value: str
    listed: Case
    place: Place


def listed_state(case: Case) -> ListedState | None:
    """Return the state in which another reply lists what was sent, the nearest one; or None."""
    return case.once(_listed_state)


def _listed_state(case: Case) -> ListedState | None:
    known = tuple(_named(case))
    for other in (*case.after[:_LOOK], *reversed(case.before[-_LOOK:])) if known else ():
        reply = other.exchange.reply
        if other.status not in SUCCESSES or reply is None or not 0 < len(reply.body) <= _LARGEST:
            continue
        if not any(value.encode() in reply.body for value, _ in known):
            continue
        for part in _objects(other.heard.content.json):
            taken_back = next((slug for value, slug in known if _names(part, value)), "")
            told = _state(part, taken_back) if taken_back else None
            if told is not None:
                finding, member, value = told
                span = places.find(reply.body, f'"{member}"')
                return ListedState(
                    finding, member, value, other, places.in_body(other.index, "reply", span)
                )
    return None


_LOOK, _LARGEST, _MOST, _SHORTEST = 20, 300_000, 2_000, 8


def _named(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what may name the caller in a list, and what it means that it is no longer good."""
    for one in case.sent.credentials:
        if len(one.bare) >= _SHORTEST:
            yield one.bare, "key-revoked"
    user = case.sent.login_user or (case.sent.main.user if case.sent.main is not None else "")
    if user:
        yield user, "account-disabled"


def _objects(whole: object) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON text, the outer ones first."""
    waiting = [whole]
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _names(part: dict[str, object], value: str) -> bool:
    return any(isinstance(one, str) and one == value for one in part.values())


def _state(part: dict[str, object], taken_back: str) -> tuple[str, str, str] | None:
    """Return what a member says of the state: the finding, the member's name and its value."""
    for name, value in part.items():
        if _OPEN.match(name) and value is False:
            return taken_back, name, "false"
        told = value if _STATE.match(name) and isinstance(value, str) else name
        if told is name and value in _NOTHING:
            continue
        if _SHUT.match(told):
            return "account-disabled", name, str(value).lower()
        if _REVOKED.match(told):
            return taken_back, name, str(value).lower()
    return None


_NOTHING = (None, False, "", 0, "false")


# finds `is_suspended`, `Disabled`, `accountLocked`
# but not `locked_fields`
_SHUT = lazy_re(
    r"(?i)(?:is|account|user|key|token)?_?(?:suspended|disabled|locked|blocked|banned|deactivated)$"
)
# finds `revoked`, `revoked_at`
# but not `revocable`
_REVOKED = lazy_re(r"(?i)(?:is|key|token)?_?(?:revoked|deleted|withdrawn)(?:_?(?:at|on|date))?$")
# finds `active`, `is_enabled`
# but not `active_sessions`
_OPEN = lazy_re(r"(?i)(?:is|account|user|key|token)?_?(?:active|enabled|valid)$")
# finds `status`, `keyState`
# but not `statusCode`
_STATE = lazy_re(r"(?i)(?:account|user|key|token)?_?(?:status|state)$")
