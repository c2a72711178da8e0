"""What was given to the same secret in another place: the secret is good, and so are its rights."""

import msgspec

from inspector.diagnose.facts.accepted_elsewhere import given_in_another_way
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import MUCH_LESS
from inspector.model.finding import Cause

_OF_ITS_OWNER = frozenset({Cause.INSUFFICIENT_PERMISSIONS, Cause.ACCOUNT_LOCKED})
_OF_ITS_END = frozenset({Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION})
_OVER = frozenset({"token-expired", "key-expired"})


def with_given_otherwise(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what the very same call contradicts, given to the same secret in another way.

    Words about rights or a wrong key are then what a server says to whom it does not see. What was
    given before may be over since.
    """
    given = given_in_another_way(case) if case.exchange.reply is not None else None
    if given is None:
        return found
    later = given[0].accepted.index > case.index
    return tuple(
        msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)
        if _is_contradicted(one, later=later)
        else one
        for one in found
    )


def _is_contradicted(one: Suspicion, *, later: bool) -> bool:
    wrong = one.cause is Cause.INVALID_CREDENTIALS and declared(one.slug).refusal
    over = later and (one.cause in _OF_ITS_END or one.slug in _OVER)
    return wrong or over or one.cause in _OF_ITS_OWNER
