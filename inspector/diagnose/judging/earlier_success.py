"""What this host took in the same way is of the right kind, in the right place."""

import msgspec

from inspector.diagnose.facts.accepted_elsewhere import (
    refused_in_front_of_sister,
    taken_as_sent,
    taken_before,
)
from inspector.diagnose.facts.callers.ended_sessions import called_without_rights
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.successes.logins_taken import is_for_the_password, login_taken_before
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import BARELY, CLEAR, LESS, MUCH_LESS, OPEN
from inspector.model.finding import Cause
from inspector.protocol.signatures.signed_address import is_signed

_OF_KIND_AND_PLACE = frozenset({Cause.SCHEME_MISMATCH, Cause.MISSING_CREDENTIALS})
_OF_THE_VALUE = frozenset({"token-not-accepted", "credentials-refused", "token-signature-wrong"})
_OF_THE_SIGNATURE = "request-signature-wrong"


def with_earlier_success(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what a success with the same credential, sent in the same way, contradicts.

    What the words of the reply say clearly stands: a server may read something else since. How a
    credential is written was right whatever they say. Who was let through with the very same
    request, or at a sister host, is less likely to be kept out on the way now; without any reply,
    a host that answered before is as likely to shut somebody out as to be down. A password that
    was taken before may have been changed; servers say "wrong" of a closed account as well. So they
    do of a token that is over: one that was let in with the same call is no wrong one, and had the
    right to it.
    """
    if called_without_rights(case) is not None:
        found = tuple(_lessened(one, MUCH_LESS) if _is_of_a_right(one) else one for one in found)
    changed = any(_is_changed_since(case, one) for one in found)
    if any(map(_is_of_the_password, found)) and case.once(login_taken_before) is not None:
        found = found if changed or is_for_the_password(case) else _beside_the_account(found)
    if any(map(_is_of_the_value, found)) and _was_taken(case):
        found = tuple(_at_most(one, OPEN) if _is_of_the_value(one) else one for one in found)
    if any(one.slug == _OF_THE_SIGNATURE for one in found) and _was_signed_so(case):
        found = tuple(
            _at_most(one, OPEN) if one.slug == _OF_THE_SIGNATURE else one for one in found
        )
    answered = case.exchange.reply is not None
    if answered and any(map(_is_on_the_way, found)) and _was_let_through(case):
        found = tuple(_lessened(one, LESS) if _is_on_the_way(one) else one for one in found)
    if not any(map(_is_contradicted, found)) or taken_as_sent(case) is None:
        return found
    return tuple(_lessened(one, MUCH_LESS) if _is_contradicted(one) else one for one in found)


def _was_taken(case: Case) -> bool:
    """Whether its token was taken for the very same request; a token request sends others."""
    return taken_before(case) and not case.sent.is_token_request


def _was_signed_so(case: Case) -> bool:
    """Whether its signed address or message was taken before, the same to the last sign."""
    main = case.sent.main
    by_header = main is not None and main.signs_a_message
    if not (by_header or is_signed([name for name, _ in case.sent.query])):
        return False
    given = (one for one in case.same_request_before if one.succeeded)
    given = (one for one in given if not by_header or case.shares_credential(one))
    mine = (case.sent.url, case.sent.message.body)
    return any((one.sent.url, one.sent.message.body) == mine for one in given)


def _was_let_through(case: Case) -> bool:
    return taken_before(case) or case.once(refused_in_front_of_sister) is not None


def _lessened(one: Suspicion, factor: float) -> Suspicion:
    return msgspec.structs.replace(one, weight=one.weight * factor)


def _beside_the_account(found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Leave less than half to the best that is said of the password, and hardly more to the rest.

    Of 47 such refusals at real servers 26 came of an account that was shut or removed, 13 of a
    password that was changed since, and 8 of something else.
    """
    best = max(filter(_is_of_the_password, found), key=lambda one: one.weight)
    return tuple(
        _at_most(one, OPEN if one is best else BARELY) if _is_of_the_password(one) else one
        for one in found
    )


def _at_most(one: Suspicion, most: float) -> Suspicion:
    return msgspec.structs.replace(one, weight=min(one.weight, most))


def _is_of_a_right(one: Suspicion) -> bool:
    return one.cause is Cause.INSUFFICIENT_PERMISSIONS


def _is_of_the_value(one: Suspicion) -> bool:
    """Whether it says no more than that a token is wrong: servers say it of those that are over.

    The signature of one that was taken as it is was right by the key of that time.
    """
    return one.slug in _OF_THE_VALUE


def _is_of_the_password(one: Suspicion) -> bool:
    return one.slug == "wrong-password"


def _is_changed_since(case: Case, one: Suspicion) -> bool:
    """Whether a request in between is shown to have set another password."""
    places = (fact.place for fact in one.evidence if fact.place is not None)
    shown = any(
        at.entry != case.index and (at.side, at.part) == ("request", "line") for at in places
    )
    return _is_of_the_password(one) and shown


def _is_on_the_way(one: Suspicion) -> bool:
    return one.cause is Cause.NETWORK_BLOCKED and one.weight < CLEAR


def _is_contradicted(one: Suspicion) -> bool:
    written = declared(one.slug).fault == "written"
    return written or (one.cause in _OF_KIND_AND_PLACE and one.weight < CLEAR)
