"""What was refused, and later accepted byte for byte, was right: neither a slip nor taken back."""

from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.facts.successes.logins_taken import is_same_login
from inspector.diagnose.facts.successes.taken_later import (
    accepted_unchanged,
    reason_left,
    session_lives_on,
)
from inspector.diagnose.facts.suspicion import Suspicion, fact
from inspector.diagnose.weights import FAIR, HALF, MUCH_LESS, OPEN, RATHER
from inspector.model.finding import Cause
from inspector.story.parties import answered_by
from inspector.wording import tr

_FINAL = frozenset({Cause.REVOKED_TOKEN})
_OVER = frozenset({"token-expired", "key-expired"})
"""What was taken back, or is over, does not come back by itself."""
_OF_A_SESSION = frozenset({"session-ended", "session-lost", "lost-at-restart"})
"""Nor does a session, unless somebody logs in once more under its id."""


def with_later_success(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Hold back what the same request's later success contradicts, and say what is left.

    So it is with a call about another thing, where one sentence lists what may be wrong.
    """
    if not any(_is_contradicted(one) or one.slug in _OF_A_SESSION for one in found):
        return found
    later = accepted_unchanged(case)
    if later is None and reason_left(case) is None:
        return found
    lives_on = later is not None and session_lives_on(case, later)
    slugs = _OF_A_SESSION if lives_on else frozenset[str]()
    held = tuple(
        msgspec.structs.replace(one, weight=one.weight * MUCH_LESS)
        if _is_contradicted(one) or one.slug in slugs
        else one
        for one in found
    )
    if later is None or held == found:
        return held
    if any(one.weight >= OPEN for one in held):
        return held
    return (*held, *_what_is_left(case, later))


def _what_is_left(case: Case, later: Case) -> Iterator[Suspicion]:
    """Blame the one server that refused, where each names itself; else who judges for them."""
    number = later.number
    said = tr("The very same request was accepted later, in entry {entry}.", entry=number)
    proof = fact(said, later.heard_line)
    (here, place), (other, where) = answered_by(case), answered_by(later)
    if place.name and where.name and here not in _accepting(case):
        yield case.refused_for(
            "one-server-refuses",
            RATHER,
            fact(tr("The reply that refused it is of {server}.", server=here), place),
            fact(tr("{server} accepted the very same later.", server=other), where),
            server=here,
        )
        yield case.refused_for("login-service-down", OPEN, proof)
        return
    if case.sent.is_login and _left_its_session(case, later):
        alone = tr("Entry {entry} sent the same without the cookie of a session.", entry=number)
        yield case.refused_for("session-ended", FAIR, fact(alone, later.sent_line))
        yield case.refused_for("login-service-down", OPEN, proof)
        return
    tries = [
        one for one in case.same_request_before if one.sent.is_login and _is_another(case, one)
    ]
    if case.sent.is_login and tries:
        refused = tr("Entry {entry} tried another password.", entry=tries[-1].number)
        facts = (fact(refused, tries[-1].sent_body), proof)
        yield case.refused_for("too-many-attempts", FAIR, *facts, user=case.sent.login_user)
        return
    yield case.refused_for("login-service-down", HALF, proof)


def _left_its_session(case: Case, later: Case) -> bool:
    """Whether a session went along that did not when the same was accepted."""
    mine, theirs = ({one.value for one in each.sent.session_cookies} for each in (case, later))
    return bool(mine) and mine.isdisjoint(theirs)


def _is_another(case: Case, other: Case) -> bool:
    """Whether another password was refused for the same name: an account may be shut after that."""
    same = other.sent.login_user == case.sent.login_user
    refused = other.outcome == "refused" or other.said("bad-login") > 0
    return same and refused and not is_same_login(case, other)


def _accepting(case: Case) -> set[str]:
    """Return the names of the servers that accepted the same request."""
    same = (one for one in (*case.before, *case.after) if one.succeeded and one.repeats(case))
    return {answered_by(one)[0] for one in same}


def _is_contradicted(one: Suspicion) -> bool:
    refused = one.cause is Cause.INVALID_CREDENTIALS and declared(one.slug).refusal
    return refused or one.cause in _FINAL or one.slug in _OVER
