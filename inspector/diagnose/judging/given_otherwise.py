"""What was given to the same secret elsewhere, alone or beside more: it is good, and its rights."""

import msgspec

from inspector.diagnose.facts.accepted_elsewhere import given_in_another_way, taken_at_other_hosts
from inspector.diagnose.facts.callers.ended_sessions import lost_after_a_pause
from inspector.diagnose.facts.callers.logins_for_tokens import (
    login_that_gave,
    may_have_logins_of_its_own,
)
from inspector.diagnose.facts.callers.visitor_cookies import visitor_cookie
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.lacking_credential import lacking_at_sister
from inspector.diagnose.facts.successes.guard_headers import lacking_guard
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import MUCH_LESS
from inspector.model.finding import Cause
from inspector.protocol.sites import same_site

_OF_ITS_OWNER = frozenset({Cause.INSUFFICIENT_PERMISSIONS, Cause.ACCOUNT_LOCKED})
_OF_ITS_END = frozenset({Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION})
_OVER = frozenset({"token-expired", "key-expired"})


def with_given_otherwise(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what the very same call contradicts, given to the same secret in another way.

    Words about rights or a wrong key are then what a server says to whom it does not see. What was
    given before may be over since. A session that another host of the owner takes later is not; a
    token may be, where that one does not look at its time or at what was taken back.
    """
    if any(map(_is_of_a_session, found)) and _is_taken_later_by_a_sister(case):
        found = tuple(_held(one) if _is_of_a_session(one) else one for one in found)
    later = _given_later(case) if case.exchange.reply is not None else None
    if later is None:
        return found
    return tuple(_held(one) if _is_contradicted(one, later=later) else one for one in found)


def _held(one: Suspicion) -> Suspicion:
    return msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)


def _is_taken_later_by_a_sister(case: Case) -> bool:
    """Whether a host of the same owner takes the very session since, and did not renew it."""
    here = case.sent.bare_host
    later = (one for one in taken_at_other_hosts(case) if one.index > case.index)
    sisters = (one for one in later if same_site(one.sent.bare_host, here))
    return any(not one.cookies_set for one in sisters)


def _given_later(case: Case) -> bool | None:
    """Whether the same was given after the refusal, in another way; None where it never was."""
    otherwise, alone = given_in_another_way(case), visitor_cookie(case)
    if otherwise is not None:
        return otherwise[0].accepted.index > case.index
    if alone is None and case.once(lost_after_a_pause) is not None:
        return False
    if alone is not None:
        return alone.again
    guard, lacking = lacking_guard(case), case.once(lacking_at_sister)
    with_more = lacking.accepted if lacking is not None else None
    given = guard.given if guard is not None else with_more
    if given is not None:
        return given.index > case.index
    gave = login_that_gave(case)
    if gave is None or may_have_logins_of_its_own(case):
        return None
    return gave.login.index > case.index


def _is_of_a_session(one: Suspicion) -> bool:
    return one.cause is Cause.EXPIRED_SESSION and one.slug not in _OVER


def _is_of_an_end(one: Suspicion) -> bool:
    return one.cause in _OF_ITS_END or one.slug in _OVER


def _is_contradicted(one: Suspicion, *, later: bool) -> bool:
    wrong = one.cause is Cause.INVALID_CREDENTIALS and declared(one.slug).refusal
    return wrong or (later and _is_of_an_end(one)) or one.cause in _OF_ITS_OWNER
