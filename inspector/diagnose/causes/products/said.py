"""What the products that answered mean by their own codes and words."""

from inspector.diagnose.facts.accepted_elsewhere import alternates, taken_before
from inspector.diagnose.facts.callers.logins_for_another import login_taken_for_another
from inspector.diagnose.facts.callers.strangers import may_be_a_stranger, seen_as_nobody
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import nothing_to_forge
from inspector.diagnose.facts.findings import cause_of
from inspector.diagnose.facts.known_things import doubted_thing
from inspector.diagnose.facts.placement import lost_in_address, was_accepted
from inspector.diagnose.facts.suspicion import Found, Suspicion
from inspector.diagnose.products.fingerprints import Also, Known
from inspector.diagnose.weights import (
    CLEAR,
    FAINT,
    FAIR,
    HALF,
    HINT,
    OPEN,
    PROVEN,
    RATHER,
    SOUND,
    STEPS,
)
from inspector.model.finding import Cause, Evidence
from inspector.reading.meanings import GENERAL, Names, meanings_of
from inspector.reading.standard_sentences import names_two_reasons
from inspector.wording import tr


def known_words(case: Case) -> Found:
    """Look the statements of the reply up in the fingerprint files."""
    for known in case.known:
        weight = min(known.says.weight, _most_of_a_right(case, known))
        weight = min(weight, _most_of_a_loss(case, known.says.finding))
        if _leaves_open(known):
            weight = min(weight, _ONE_OF_TWO)
        if _is_told_better(case, known):
            weight = min(weight, _BESIDE_A_MESSAGE)
        if known.says.finding == "no-credentials-sent" and lost_in_address(case) is not None:
            weight = min(weight, FAINT)  # one went along, under a name that nobody reads
        if known.says.finding == "wrong-password" and login_taken_for_another(case) is not None:
            weight = min(weight, HINT)  # name and password are right: they were taken before
        if known.says.cause is Cause.CSRF_FAILURE and nothing_to_forge(case):
            weight = min(weight, HALF)
        yield _suspicion(case, known, known.says.finding, weight)
        for other in known.says.also:
            yield _suspicion(case, known, other.finding, _second(case, known, other))


def _second(case: Case, known: Known, other: Also) -> float:
    """Return how much a second reading weighs: as the first, where that can't be.

    A token that the very same call was let in with was no wrong one: it is over.
    """
    own = STEPS[other.step]
    over = other.cause in _OF_AN_END and known.says.finding == "token-not-accepted"
    own = max(own, known.says.weight) if over and taken_before(case) else own
    return min(own, _most_of_a_loss(case, other.finding))


_OF_AN_END = frozenset({Cause.EXPIRED_SESSION, Cause.REVOKED_TOKEN})


def _most_of_a_right(case: Case, known: Known) -> float:
    """Return the most that words of a right may weigh beside what the trace shows."""
    if known.says.cause is not Cause.INSUFFICIENT_PERMISSIONS:
        return PROVEN
    if seen_as_nobody(case) is not None:
        return HINT  # it was nobody's right that was looked at
    if _is_a_wrong_login(case, known):
        return FAINT
    if alternates(case) is not None:
        return _BESIDE_TURNS
    if doubted_thing(case) is not None:
        return RATHER  # it may as well not be there
    return PROVEN if may_be_a_stranger(case) is None else SOUND


def _most_of_a_loss(case: Case, finding: str) -> float:
    """Return the most that words which fit a lost header may weigh: who keeps one is in the reply.

    Apache keeps Authorization from the programs that it runs (RFC 3875 §4.1.18); others pass it on.
    """
    if finding != "authorization-stripped":
        return PROVEN
    if was_accepted(case):
        return FAINT  # the header came through to this very host
    return PROVEN if case.heard.header("server").lower().startswith("apache") else OPEN


def _is_a_wrong_login(case: Case, known: Known) -> bool:
    """Whether a code of rights stands beside words that call name and password of a login wrong."""
    told = case.says("bad-login") if case.sent.is_login else None
    return told is not None and told.statement != known.statement and told.trust >= _TRUSTED


def _is_told_better(case: Case, known: Known) -> bool:
    """Whether a code says only that access is denied, and the message beside it names a place."""
    said = known.statement
    if said.kind != "code" or meanings_of((said,)).keys() - GENERAL:
        return False
    told = (case.meanings[name] for name in _PLACES if name in case.meanings)
    return any(one.statement != said and one.trust >= _TRUSTED for one in told)


_PLACES: Names = (
    "wrong-region", "wrong-environment", "wrong-tenant", "wrong-host", "https-wanted", "clock",
)  # fmt: skip
_TRUSTED = FAIR


def _leaves_open(known: Known) -> bool:
    """Whether the words offer a second reason; a CSRF token that is missing or wrong is one."""
    one = known.says.cause is Cause.CSRF_FAILURE
    return not one and names_two_reasons(known.statement.plain)


def _suspicion(case: Case, known: Known, finding: str, weight: float) -> Suspicion:
    statement = known.statement
    main = case.sent.main
    if finding == "no-credentials-sent" and case.sent.authorization is not None:
        finding = "empty-credential"
    if finding == "csrf-token-missing" and case.sent.csrf_tokens:
        finding = "csrf-token-mismatch"
    return case.refused_for(
        finding,
        weight,
        Evidence(
            statement=tr(
                "{product} said: {text}", product=known.product.product, text=statement.short
            ),
            place=statement.place,
        ),
        absent=known.says.without_credential is True,
        product=known.product.product,
        said=statement.short,
        user=case.sent.login_user or (main.user if main is not None else ""),
        name=_name(case, cause_of(finding)),
    )


def _name(case: Case, cause: Cause) -> str:
    """Return the name of what carries the credential; a CSRF finding names its own token."""
    if cause is Cause.CSRF_FAILURE:
        return ""
    if case.sent.authorization is not None:
        return case.sent.authorization.name
    return case.sent.main.name if case.sent.main is not None else ""


_BESIDE_A_MESSAGE = HALF  # "AccessDenied" beside "must be addressed using the endpoint"
_BESIDE_TURNS = OPEN  # what one trace shows counts more than a product's words
_ONE_OF_TWO = CLEAR  # "unknown client or wrong secret" proves neither
RULES = (known_words,)
