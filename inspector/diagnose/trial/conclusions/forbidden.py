"""403 for mine beside 403 or 401 for others: whether it is about the caller at all."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.trial.conclusions.side_by_side import (
    BEFORE,
    ELSEWHERE,
    MADE_UP,
    WITHOUT,
    Beside,
    Conclusion,
    is_login,
)
from inspector.diagnose.trial.part import at_least, at_most, says
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import FAIR, HALF, HINT, OPEN, RATHER
from inspector.model.finding import Cause
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import WITHOUT_A_REASON
from inspector.wording import tr

_BARE_WORDS = frozenset(WITHOUT_A_REASON)


def known_but_forbidden(case: Case, beside: Beside) -> Conclusion | None:
    """Mine gets 403 where none or a made-up one gets 401."""
    names = (MADE_UP, WITHOUT)
    other = next((name for name in names if beside.status(name) == HTTPStatus.UNAUTHORIZED), "")
    if case.status != HTTPStatus.FORBIDDEN or not other:
        return None
    words = tr("With yours it answers 403, else 401: it knows who you are.")
    # an account that is shut is mostly refused as one that nobody has
    return Conclusion(other, words, (*_KNOWN, *(_STILL_GOOD if other == MADE_UP else ())))


def forbidden_to_all(case: Case, beside: Beside) -> Conclusion | None:
    """403 whoever asks."""
    if case.status != HTTPStatus.FORBIDDEN or not beside.are({WITHOUT: "same"}):
        return None
    words = tr("It answers 403 whoever asks, so it is not about your account.")
    if not case.sent.credentials and case.sent.session_cookies:
        words = tr("It answers 403 as if no session were there: yours has ended, or nobody may.")
        return Conclusion(WITHOUT, words, _NO_SESSION)
    if is_login(case) and not (case.heard.challenges or _ASKS.search(case.heard.words)):
        words = tr("It answers 403 with and without a login and asks for none: it may read none.")
        if not case.heard.content.text.strip():
            return Conclusion(WITHOUT, words, _SAYS_NOTHING)
        return Conclusion(WITHOUT, words, _SHUT if case.heard.content.is_html else _READS_NO_LOGIN)
    told = bool(case.meanings.keys() - _BARE_WORDS)  # a reason of its own is in the reply
    if not case.heard.content.is_html or _speaks_of_rights(case) or _is_of_a_program(case):
        # an API, or an application's own page, may say 403 where nobody is known, too
        unknown = says(Ratio.POINTS_TO, Cause.INVALID_CREDENTIALS)
        told_apart = () if beside.results.get(MADE_UP) != "same" else unknown
        return Conclusion(WITHOUT, words, (*at_least(HINT, "refused-whoever-asks"), *told_apart))
    rule = at_least(HINT if told else FAIR, "refused-whoever-asks")
    return Conclusion(WITHOUT, words, (*_WHOEVER_ASKS, *rule))


# finds `you ll have to login`, `please sign in`
# but not `the login was refused`
_ASKS = lazy_re(
    r"\b(?:have to|need to|must|please) (?:be )?(?:log ?in|sign ?in|logged ?in|authenticate)"
)


def _speaks_of_rights(case: Case) -> bool:
    """Whether a page of the application itself, not of the server before it, misses a right."""
    return bool(case.said("permission")) and not case.heard.content.page.is_of_web_server


def _is_of_a_program(case: Case) -> bool:
    """Whether a page of the program itself, not of the server before it, answers a key or token."""
    page = case.heard.content.page
    # A heading that is the status line and no more is how servers in front write it.
    of_program = not page.is_of_web_server and case.heard.phrase not in page.headings
    return of_program and bool(case.sent.credentials) and not is_login(case)


def shut_though_known(case: Case, beside: Beside) -> Conclusion | None:
    """403 to nobody as to one who was let in elsewhere: it is the address that is shut."""
    if case.status != HTTPStatus.FORBIDDEN or not case.sent.is_safe or _speaks_of_rights(case):
        return None
    if not beside.are({BEFORE: "accepted", WITHOUT: "same"}):
        return None
    if _is_good_elsewhere(case, beside) and case.heard.content.is_html:
        words = tr(
            "It answers 403 to nobody as to a credential that is good elsewhere: it is shut."
        )
        return Conclusion(WITHOUT, words, _SHUT_TO_ALL)
    if beside.results.get(MADE_UP) != "same" or not case.sent.credentials or is_login(case):
        return None  # a program may answer 403 to whoever may not, and to nobody
    return _as_nobody_since(case, beside)


def _as_nobody_since(case: Case, beside: Beside) -> Conclusion | None:
    """What was let in is forbidden as a made-up one is: no list is looked up for a signed token."""
    token, worked = bearer(case), beside.replies.get(BEFORE)
    if token is not None and token.claims:
        if case.heard.challenges:
            return None
        words = tr("It answers 403 whoever asks, and let the same token in before: it may be shut.")
        return Conclusion(WITHOUT, words, at_least(HALF, "refused-whoever-asks"))
    if worked is None or worked.sent.url != case.sent.url:
        return None
    words = tr("What was let in before is forbidden now as if it had been made up.")
    return Conclusion(MADE_UP, words, at_least(HALF, "worked-before"))


def lacks_what_nobody_has(case: Case, beside: Beside) -> Conclusion | None:
    """Words of a right meet a made-up credential as well, which is nobody's and can't lack one.

    Of 33 such refusals at real servers one was of a right: that program says so to everybody.
    """
    told = case.said("permission") and not case.heard.content.page.is_of_web_server
    if not told or not beside.are({MADE_UP: "same"}):
        return None
    words = tr("A made-up credential is told of the same right: yours is not known as anybody's.")
    asked = bool(case.heard.challenges) or case.status == HTTPStatus.UNAUTHORIZED
    asked = asked or _ASKS.search(case.heard.words) is not None
    asked = asked or case.heard.content.is_html  # as a page it is for people, whatever it reads
    unread = _READS_NO_LOGIN if is_login(case) and not asked else ()
    return Conclusion(MADE_UP, words, (*_OF_NOBODY, *unread))


def _is_good_elsewhere(case: Case, beside: Beside) -> bool:
    """Whether another address took it; a session ends by itself, so one must take it now."""
    worked = beside.replies.get(BEFORE)
    if worked is None or worked.sent.url == case.sent.url:
        return False
    return bool(case.sent.credentials) or beside.results.get(ELSEWHERE) == "accepted"


# words of a right are a program's own: what shuts an address for all stands before it
_OF_NOBODY = (
    *says(Ratio.AGAINST, "right-missing", "forbidden"),
    *says(Ratio.POINTS_TO, Cause.INVALID_CREDENTIALS),
    *says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED),
)
_KNOWN = (
    *says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.CSRF_FAILURE),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
    *says(Ratio.AGAINST, Cause.NETWORK_BLOCKED, Cause.MISSING_CREDENTIALS),
)
_STILL_GOOD = says(
    Ratio.AGAINST, "account-disabled", "wrong-password", "key-refused", "token-not-accepted"
)
_WHOEVER_ASKS = (
    *says(Ratio.SPEAKS_FOR, Cause.NETWORK_BLOCKED),
    *says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.INVALID_CREDENTIALS),
)
_SHUT_TO_ALL = (
    *says(Ratio.STRONGLY_FOR, "refused-whoever-asks", floor=FAIR),
    *says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
)
_NO_SESSION = (
    *at_most(OPEN, "refused-whoever-asks"),
    *says(Ratio.SPEAKS_FOR, Cause.EXPIRED_SESSION),
    *at_least(RATHER, "session-ended"),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.INVALID_CREDENTIALS),
    *says(Ratio.LEANS_AGAINST, Cause.NETWORK_BLOCKED),
)
_SAYS_NOTHING = says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS, "kind-not-accepted")
# of nine such refusals four came of a login where none is read, and four of a wrong one
_READS_NO_LOGIN = (
    *says(Ratio.POINTS_TO, "kind-not-accepted", floor=HALF),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
)
_SHUT = (
    *says(Ratio.SPEAKS_FOR, Cause.NETWORK_BLOCKED),
    *at_least(RATHER, "refused-whoever-asks"),
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
)
