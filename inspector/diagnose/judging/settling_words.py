"""What leaves nothing open: plain words that the request bears out, or two kinds of evidence.

A rule weighs what its words mean in most products. Where they stand in a message or code of the
reply, name one reason without "or" and "may", and speak of what was sent, no second reading is
left. What contradicts the request counts against itself.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Literal

import msgspec

from inspector.diagnose.facts.callers.named_rights import only_denies_you
from inspector.diagnose.facts.callers.strangers import is_shown_as_known
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import (
    CLEAR,
    FAIR,
    HINT,
    LESS,
    LIKELY,
    MUCH_LESS,
    SHOWN,
    STATED,
    STRONG,
)
from inspector.model.finding import Cause
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import GENERAL, meanings_of
from inspector.reading.statements import Kind, Statement
from inspector.story.clocks.stamps import is_signed

_PLAIN_KINDS: frozenset[Kind] = frozenset({"challenge", "message", "code", "header", "reason"})


def settled(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Return suspicions with those raised that plain words, or two kinds of evidence, settle."""
    return tuple(_held(case, one) for one in _settled(case, _of_nobody(case, found)))


def _held(case: Case, one: Suspicion) -> Suspicion:
    """Hold back what rests on two clocks of three, or on general words and on no clock at all.

    The client's clock tells a kept signature apart; "invalid timestamp" may be said of its form.
    """
    if one.slug not in _OF_CLOCKS or one.weight <= CLEAR:
        return one
    kept = case.client_time is None and is_signed(case)
    if kept or _is_of_general_words(case, one):
        return msgspec.structs.replace(one, weight=CLEAR)
    return one


def _is_of_general_words(case: Case, one: Suspicion) -> bool:
    """Whether nothing but words bears it out, and no product is known that means it by them."""
    by_product = any(_quotes(one, known.statement) for known in case.known)
    return not by_product and _kinds(case, one) <= {"words"}


_OF_CLOCKS = frozenset({"clock-differs"})


def _settled(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    clear = [one for one in found if one.weight >= HINT and not one.usual]
    special = {one.cause for one in clear if not declared(one.slug).refusal}
    by_kinds = _by_two_kinds(case, found)
    if by_kinds is found and len(special or {one.cause for one in clear}) == 1:
        return tuple(_raised(case, one) for one in found)
    return by_kinds


def _of_nobody(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what 401 says of rights where the request shows why nobody was recognised."""
    if case.status != HTTPStatus.UNAUTHORIZED or not any(
        o.explains and o.weight >= LIKELY for o in found
    ):
        return found
    rights = Cause.INSUFFICIENT_PERMISSIONS
    return tuple(
        msgspec.structs.replace(one, weight=one.weight * LESS)
        if one.cause is rights and not one.explains
        else one
        for one in found
    )


# ---------------- Two kinds of evidence that do not rest on one another
Proven = Literal["words", "request", "entries", "clock"]


def _by_two_kinds(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Raise the one family that two kinds of evidence show, beside which no other has much.

    That what was sent is refused says nothing beside it: whatever is wrong ends so.
    """
    shown = {one.cause for one in found if one.weight >= STRONG and _is_shown(case, one)}
    rivals = {one.cause for one in found if one.weight >= FAIR and not declared(one.slug).refusal}
    if len(shown) != 1 or rivals - shown:
        return found
    best = max((one for one in found if one.cause in shown), key=lambda one: one.weight)
    return tuple(_sure(case, one) if one is best else _beside(one, shown) for one in found)


def _is_shown(case: Case, one: Suspicion) -> bool:
    if one.usual or one.absent or declared(one.slug).refusal:
        return False
    kinds = _kinds(case, one)
    return len(kinds - {"clock"}) > 1 or (one.weight >= SHOWN and len(kinds) > 1)


def _kinds(case: Case, one: Suspicion) -> set[Proven]:
    """Return of which kinds the evidence is: words, the request, other entries, the clock."""
    found: set[Proven] = set()
    for proof in one.evidence:
        place = proof.place
        if place is None or place == case.heard_line or proof.against:
            continue
        if place.entry != case.index:
            found.add("entries")
        elif place.side == "request":
            found.add("request")
        elif place == case.date_place:
            found.add("clock")
        elif any(said.place == place and _means(said) for said in case.heard.statements):
            found.add("words")
    return found


def _means(said: Statement) -> bool:
    """Whether words name a reason by themselves, and not only that there is a refusal."""
    return bool(meanings_of((said,)).keys() - GENERAL) and _is_plain(said)


def _sure(case: Case, one: Suspicion) -> Suspicion:
    if not STRONG <= one.weight < STATED or not _is_shown(case, one):
        return one
    return msgspec.structs.replace(one, weight=STATED)


def _beside(one: Suspicion, shown: set[Cause]) -> Suspicion:
    if one.cause in shown or not (one.usual or declared(one.slug).refusal):
        return one
    return msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)


def _raised(case: Case, one: Suspicion) -> Suspicion:
    fits = _FITS.get(one.cause)
    general = declared(one.slug).refusal
    if general or not CLEAR <= one.weight < STATED or fits is None or not fits(case):
        return one
    words = plain_words(case, one)
    if words is None or (one.cause in _OF_RIGHTS and not _is_of_somebody(case, words)):
        return one
    return msgspec.structs.replace(one, weight=STATED)


def _is_of_somebody(case: Case, words: Statement) -> bool:
    """Whether words about rights are to somebody whom the server knows."""
    if any(known.statement == words for known in case.known):
        return True
    if only_denies_you(words.plain) and not is_shown_as_known(case):
        return False
    return _KNOWN.search(_OBJECTS.sub(" ", words.plain)) is not None


# Servers that let anybody in refuse a session that they do not know as they refuse nobody: that a
# right is missing is certain only where the words show whose it is, or what it would take.
_OF_RIGHTS = frozenset({Cause.INSUFFICIENT_PERMISSIONS})
# finds `you do not have the role`, `insufficient scope`
# but not `no permission to create index`
_KNOWN = lazy_re(
    r"\b(?:you|your|users?|accounts?|tokens?|keys?|apikeys?|clients?|members?|roles?|scopes?|"
    r"subjects?|principals?|credentials?|insufficient|plan|owners?|admin\w*|subscription)\b"
)
# What was to be done is no word about who asks.
# finds `to modify user`, `to list the api keys`
# but not `the user may not modify`, `denied to this user`
_OBJECTS = lazy_re(
    r"\bto (?!(?:you|your|the|this|that|an?|any|all|other|these|those|its?|their)\b)\w+"
    r"(?: the| this| an?| other| any| all| api)*"
    r" (?:users?|accounts?|tokens?|keys?|apikeys?|clients?|members?|roles?|subjects?|owners?)\b"
    r"(?: (?!you\b|your\b|requires?\b|needs?\b|missing\b|lacks?\b)\S+)*"
)


def plain_words(case: Case, one: Suspicion) -> Statement | None:
    """Return the words of the reply that name this reason and leave nothing open."""
    quoted = (said for said in case.heard.statements if _quotes(one, said))
    return next((said for said in quoted if _is_plain(said) and _tells(case, said)), None)


def names_reason(case: Case, one: Suspicion) -> bool:
    """Whether the reply speaks of this reason, however openly."""
    return any(_quotes(one, said) and _tells(case, said) for said in case.heard.statements)


def _quotes(one: Suspicion, said: Statement) -> bool:
    return any(proof.place == said.place for proof in one.evidence)


def _tells(case: Case, said: Statement) -> bool:
    """Whether words name a reason, and not only that there is a refusal."""
    read = {name for name, meaning in case.meanings.items() if meaning.statement == said}
    return bool(read - GENERAL) or any(known.statement == said for known in case.known)


def _is_plain(said: Statement) -> bool:
    return said.kind in _PLAIN_KINDS and not said.is_hedged


def _sent_a_credential(case: Case) -> bool:
    return bool(case.sent.credentials)


def _sent_a_session(case: Case) -> bool:
    return bool(case.sent.session_cookies or case.sent.credentials)


def _names_an_account(case: Case) -> bool:
    return case.sent.has_any or case.sent.is_login


def _may_be_forged(case: Case) -> bool:
    """Whether a browser may have been made to send it: with a cookie, or from a page."""
    by_browser = bool(case.sent.cookies) or case.sent.header("origin") is not None
    return not case.sent.is_safe and by_browser and not case.sent.credentials


def _is_known_here(case: Case) -> bool:
    """Whether words about rights can be about rights: 401 says that nobody was recognised."""
    sent = case.sent.authorization
    unread = sent is not None and sent.may_be_passed_over
    return _sent_a_credential(case) and not unread and case.status != HTTPStatus.UNAUTHORIZED


def _sent_nothing(case: Case) -> bool:
    return not case.sent.has_any and not case.may_be_stripped


_FITS: dict[Cause, Callable[[Case], bool]] = {
    Cause.MISSING_CREDENTIALS: _sent_nothing,
    Cause.INVALID_CREDENTIALS: _sent_a_credential,
    Cause.REVOKED_TOKEN: _sent_a_credential,
    Cause.EXPIRED_SESSION: _sent_a_session,
    Cause.ACCOUNT_LOCKED: _names_an_account,
    Cause.CSRF_FAILURE: _may_be_forged,
    Cause.INSUFFICIENT_PERMISSIONS: _is_known_here,
    Cause.CONFIGURATION: _sent_a_credential,
    Cause.SCHEME_MISMATCH: _sent_a_credential,
}
