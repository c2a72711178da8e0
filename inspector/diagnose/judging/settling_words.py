"""Words that leave nothing open: one reason that the reply gives and the request bears out.

A rule weighs what its words mean in most products. Where they stand in a message or code of the
reply, name one reason without "or" and "may", and speak of what was sent, no second reading is
left. What contradicts the request counts against itself.
"""

from collections.abc import Callable

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.weights import CLEAR, HINT, STATED
from inspector.model.finding import Cause
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import GENERAL
from inspector.reading.statements import Kind, Statement

# finds `the token may have expired`
# but not `the token has expired`
_HEDGED = lazy_re(
    r"\b(?:or|may|might|could|maybe|perhaps|possibly|probably|either|if|unless|and|likely|seems?|"
    r"appears?|not sure|check|please)\b"
)
_PLAIN_KINDS: frozenset[Kind] = frozenset({"challenge", "message", "code", "header", "reason"})
_UNAUTHORIZED = 401


def settled(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Return suspicions with those raised that plain words of the reply settle."""
    clear = [one for one in found if one.weight >= HINT and not one.usual]
    special = {one.cause for one in clear if not declared(one.slug).refusal}
    if len(special or {one.cause for one in clear}) != 1:
        return found
    return tuple(_raised(case, one) for one in found)


def _raised(case: Case, one: Suspicion) -> Suspicion:
    fits = _FITS.get(one.cause)
    general = declared(one.slug).refusal
    if general or not CLEAR <= one.weight < STATED or fits is None or not fits(case):
        return one
    quoted = (said for said in case.heard.statements if _quotes(one, said))
    if not any(_is_plain(said) and _tells(case, said) for said in quoted):
        return one
    return msgspec.structs.replace(one, weight=STATED)


def _quotes(one: Suspicion, said: Statement) -> bool:
    return any(proof.place == said.place for proof in one.evidence)


def _tells(case: Case, said: Statement) -> bool:
    """Whether words name a reason, and not only that there is a refusal."""
    read = {name for name, meaning in case.meanings.items() if meaning.statement == said}
    return bool(read - GENERAL) or any(known.statement == said for known in case.known)


def _is_plain(said: Statement) -> bool:
    return said.kind in _PLAIN_KINDS and _HEDGED.search(said.plain) is None


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
    return _sent_a_credential(case) and case.status != _UNAUTHORIZED


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
