"""What several results of experiments say together that none of them says alone."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus

import msgspec

from inspector.diagnose.facts.callers.asked_again import asks_again
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import sent_in_two_places
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.trial.part import Bearing, Reading, at_least, at_most, says
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import main_case, took_longer, waited
from inspector.diagnose.weights import FAINT, FAIR, HALF, HINT, OPEN, RATHER, SOUND
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import WITHOUT_A_REASON
from inspector.reading.statuses import MISREAD_REQUEST, NO_SUCH_PLACE, SERVER_ERRORS
from inspector.wording import tr


class Conclusion(msgspec.Struct, frozen=True):
    """What results side by side say: the experiment it rests on, the sentence, the causes."""

    experiment: str
    meaning: str
    bearings: tuple[Bearing, ...]


class Beside(msgspec.Struct, frozen=True):
    """The results by their experiments, and the reply that each got to the user's own request."""

    results: Mapping[str, str]
    replies: Mapping[str, Case]

    def are(self, wanted: Mapping[str, str]) -> bool:
        """Whether experiments came out in a certain way."""
        return all(self.results.get(name) == result for name, result in wanted.items())

    def status(self, name: str) -> int:
        """Return the status that an experiment got, 0 for none."""
        return self.replies[name].status if name in self.replies else 0

    def waited(self, name: str) -> float | None:
        """Return how long its reply took to begin, in milliseconds."""
        return waited(self.replies[name]) if name in self.replies else None


MOVED = "other-place-of-the-key"
BEFORE, ELSEWHERE = "accepted-before", "same-credential-elsewhere"
WITHOUT, MADE_UP, BROKEN = "without-credentials", "garbage-credentials", "signature-altered"
_BARE_WORDS = frozenset(WITHOUT_A_REASON)
Row = Callable[[Case, Beside], Conclusion | None]
_NEVER_JUDGED = frozenset({*NO_SUCH_PLACE, *SERVER_ERRORS})  # by anybody, whatever is sent


def together(
    case: Case, outcomes: tuple[Outcome, ...], alone: Mapping[str, Reading]
) -> Iterator[Conclusion]:
    """Yield the conclusions from results side by side."""
    results: dict[str, str] = {name: reading.result for name, reading in alone.items()}
    beside = Beside(results, dict(_replies(outcomes)))
    yield from filter(None, (row(case, beside) for row in _ROWS))


def completes(name: str, case: Case, results: Mapping[str, str]) -> bool:
    """Whether an experiment and one that was run say together what neither says alone.

    A made-up credential that is refused as mine is was read, or neither was: none tells.
    """
    return name == WITHOUT and results.get(MADE_UP) == "same" and not is_login(case)


def _replies(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[str, Case]]:
    for one in outcomes:
        last = main_case(one.attempt) if one.attempt is not None else None
        if last is not None:
            yield one.plan.id, last


def is_login(case: Case) -> bool:
    """Whether it was sent with user and password."""
    sent = case.sent.authorization
    return sent is not None and sent.scheme in LOGIN_SCHEMES


def _where(wanted: Mapping[str, str], conclusion: Conclusion) -> Row:
    """Return the row that holds where experiments came out so, whatever the refusal is."""
    return lambda _, beside: conclusion if beside.are(wanted) else None


# ---------------- Mine, a made-up one and none are refused in one way
def _alike(case: Case, beside: Beside) -> Conclusion | None:
    if case.status in _NEVER_JUDGED or not beside.are({WITHOUT: "same", MADE_UP: "same"}):
        return None
    if case.status in MISREAD_REQUEST and case.heard.gives_no_reason:
        words = tr("It answers yours, a made-up credential and none alike: it is not about that.")
        return Conclusion(MADE_UP, words, _ABOUT_THE_REQUEST)
    sent, offered = case.sent.authorization, case.heard.schemes
    if sent is not None and offered and sent.scheme not in offered:
        words = tr("It refuses everything alike in {scheme}.", scheme=sent.scheme.capitalize())
        return Conclusion(MADE_UP, words, _NOT_THAT_SCHEME)
    if case.status != HTTPStatus.FORBIDDEN and case.sent.credentials and not is_login(case):
        # logins are often refused all alike, an ended session often as if there were none
        words = tr("It refuses yours, a made-up credential and none alike, as if it never looked.")
        token = bearer(case)
        if token is None or not token.claims:  # of a JWT libraries say the same, whatever fails
            tried = beside.results.get(MOVED) == "same"  # the other usual places were no better
            own = () if asks_again(case) else _MISPLACED
            placed = () if tried else _BY_HABIT if sent is not None else own
            return Conclusion(
                MADE_UP, words, (*(_STRIPPED if sent else ()), *placed, *_NEVER_LOOKED)
            )
        return Conclusion(MADE_UP, words, (*(_STRIPPED if sent else ()), *_NEVER_LOOKED))
    return None


def _taken_for_made_up(case: Case, beside: Beside) -> Conclusion | None:
    """It sees that something is sent, and mine is worth no more than a made-up one."""
    seen = any(beside.results.get(name) == "differs" for name in (WITHOUT, MOVED))
    if not seen or beside.results.get(MADE_UP) != "same" or case.once(sent_in_two_places):
        return None
    words = tr("It sees that a credential is sent and takes yours for a made-up one.")
    token = bearer(case)
    # libraries say the same of a signature, an issuer and an audience that do not fit
    told = _NOT_TAKEN_JWT if token is not None and token.claims else _NOT_TAKEN
    if is_login(case):
        return Conclusion(MADE_UP, words, (*_LOGIN_NOT_TAKEN, *_SEEN))
    if token is None and case.sent.credentials:
        told = _KEY_NOT_TAKEN
    return Conclusion(MADE_UP, words, (*told, *_SEEN, *_OF_NOBODY))


_KEY_NOT_TAKEN = says(Ratio.SPEAKS_FOR, "key-refused", floor=HALF)
_NOT_TAKEN = says(Ratio.SPEAKS_FOR, Cause.INVALID_CREDENTIALS)
# whether there is an account, and whether it is shut, is kept from who has not logged in
_LOGIN_NOT_TAKEN = says(Ratio.SPEAKS_FOR, Cause.INVALID_CREDENTIALS, "account-disabled")
_NOT_TAKEN_JWT = says(Ratio.POINTS_TO, Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION)
_SEEN = (
    *says(Ratio.STRONGLY_AGAINST, Cause.NETWORK_BLOCKED),
    *says(Ratio.LEANS_AGAINST, Cause.MISSING_CREDENTIALS),
)
_OF_NOBODY = says(Ratio.AGAINST, Cause.ACCOUNT_LOCKED)


# ---------------- How long the answers take
def _checked(case: Case, beside: Beside) -> Conclusion | None:
    """Both are thought about for longer than none: what was sent arrives, and is checked."""
    mine, none = waited(case), beside.waited(WITHOUT)
    made_up = beside.waited(MADE_UP)
    if not (took_longer(mine, none) and took_longer(made_up, none)):
        return None
    if beside.results.get(MADE_UP) != "same":
        return None
    words = tr(
        "Without a credential it answers at once, with yours or a made-up one later: it checks."
    )
    return Conclusion(WITHOUT, words, _ARRIVES)


def _account_known(case: Case, beside: Beside) -> Conclusion | None:
    """Mine is thought about for longer than a made-up one: only for mine is there what to check."""
    if not took_longer(waited(case), beside.waited(MADE_UP)):
        return None
    if is_login(case):
        words = tr("A made-up user is refused at once, yours later: the account is there.")
        return Conclusion(MADE_UP, words, _ACCOUNT_KNOWN)
    if not case.sent.credentials or not any(c.sent.host == case.sent.host for c in case.before):
        return None  # a session is but looked up, and the first that a server is asked takes longer
    words = tr("A made-up credential is refused at once, yours later: it is known.")
    return Conclusion(MADE_UP, words, _CREDENTIAL_KNOWN)


# ---------------- Statuses side by side
def _known_but_forbidden(case: Case, beside: Beside) -> Conclusion | None:
    """Mine gets 403 where none or a made-up one gets 401."""
    names = (MADE_UP, WITHOUT)
    other = next((name for name in names if beside.status(name) == HTTPStatus.UNAUTHORIZED), "")
    if case.status != HTTPStatus.FORBIDDEN or not other:
        return None
    words = tr("With yours it answers 403, else 401: it knows who you are.")
    # an account that is shut is mostly refused as one that nobody has
    return Conclusion(other, words, (*_KNOWN, *(_STILL_GOOD if other == MADE_UP else ())))


def _forbidden_to_all(case: Case, beside: Beside) -> Conclusion | None:
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


# ---------------- It worked there before, and no longer does
def _no_longer_there(case: Case, beside: Beside) -> Conclusion | None:
    """The place that took it before refuses it now as well: it is no longer good anywhere."""
    if beside.results.get(BEFORE) != "accepted":
        return None
    if beside.results.get(ELSEWHERE) not in {"same", "differs"}:
        return None
    worked, tried = beside.replies.get(BEFORE), beside.replies.get(ELSEWHERE)
    if worked is None or tried is None or worked.sent.path != tried.sent.path:
        return None
    words = tr("Where it was accepted before it is refused now: it is good no longer.")
    ended = _ENDED_SESSION if not case.sent.credentials else _TAKEN_BACK
    return Conclusion(ELSEWHERE, words, (*ended, *_NOT_HERE_ALONE))


def _shut_though_known(case: Case, beside: Beside) -> Conclusion | None:
    """403 to nobody as to one who was let in elsewhere: it is the address that is shut."""
    if case.status != HTTPStatus.FORBIDDEN or not case.sent.is_safe:
        return None
    told = beside.are({BEFORE: "accepted", WITHOUT: "same"})
    if not told or not _is_good_elsewhere(case, beside) or not case.heard.content.is_html:
        return None  # a program may answer 403 to whoever may not, and to nobody
    words = tr("It answers 403 to nobody as to a credential that is good elsewhere: it is shut.")
    return Conclusion(WITHOUT, words, _SHUT_TO_ALL)


def _is_good_elsewhere(case: Case, beside: Beside) -> bool:
    """Whether another address took it; a session ends by itself, so one must take it now."""
    worked = beside.replies.get(BEFORE)
    if worked is None or worked.sent.url == case.sent.url:
        return False
    return bool(case.sent.credentials) or beside.results.get(ELSEWHERE) == "accepted"


_SHUT_TO_ALL = (
    *says(Ratio.STRONGLY_FOR, "refused-whoever-asks", floor=FAIR),
    *says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
)
_TAKEN_BACK = (*says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN), *at_least(SOUND, "worked-before"))
_ENDED_SESSION = says(Ratio.STRONGLY_FOR, "session-ended", floor=SOUND)
_NOT_HERE_ALONE = (
    *says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT, Cause.CSRF_FAILURE),
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
_STRIPPED = says(Ratio.SPEAKS_FOR, "authorization-stripped", floor=FAINT)
# where Authorization is read, another header or the query often is not
_MISPLACED = (
    *says(Ratio.SPEAKS_FOR, "key-in-wrong-place", floor=HINT),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
)
# in Authorization a token stands by habit, under a name of its own because somebody said so
_BY_HABIT = (
    *says(Ratio.SPEAKS_FOR, "key-in-wrong-place", floor=OPEN),
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
)
_NEVER_LOOKED = (
    *says(Ratio.SPEAKS_FOR, "web-server-rule", "credential-not-recognised", "scheme-not-read"),
    *says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT, Cause.NETWORK_BLOCKED, Cause.SCHEME_MISMATCH),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
)
# that a key stands in a wrong place is mostly said by 401
_ABOUT_THE_REQUEST = (
    *says(Ratio.SPEAKS_FOR, "environment-mismatch", floor=OPEN),
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    *says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.ACCOUNT_LOCKED),
)
_NOT_THAT_SCHEME = (
    *says(Ratio.SPEAKS_FOR, Cause.SCHEME_MISMATCH),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
)
_ARRIVES = (
    *says(Ratio.RULES_OUT, "authorization-stripped"),
    *says(Ratio.STRONGLY_AGAINST, "web-server-rule", "refused-whoever-asks", "key-in-wrong-place"),
    *says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS),
    *says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS),
)
_ACCOUNT_KNOWN = (
    *says(Ratio.POINTS_TO, "wrong-password", "account-disabled", "forbidden"),
    *says(Ratio.RULES_OUT, "authorization-stripped"),
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.NETWORK_BLOCKED),
    *says(Ratio.AGAINST, "environment-mismatch"),
)
_CREDENTIAL_KNOWN = (
    *says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.REVOKED_TOKEN),
    *says(Ratio.SPEAKS_FOR, "account-disabled", "audience-mismatch"),
    *says(Ratio.AGAINST, "key-refused", "token-not-accepted", "environment-mismatch"),
    *says(Ratio.RULES_OUT, "authorization-stripped"),
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.NETWORK_BLOCKED),
)
_KNOWN = (
    *says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.CSRF_FAILURE),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
    *says(Ratio.AGAINST, Cause.NETWORK_BLOCKED, Cause.MISSING_CREDENTIALS),
)
_STILL_GOOD = (
    *says(Ratio.AGAINST, "account-disabled", "wrong-password", "key-refused", "token-not-accepted"),
)
_WHOEVER_ASKS = (
    *says(Ratio.SPEAKS_FOR, Cause.NETWORK_BLOCKED),
    *says(Ratio.POINTS_TO, Cause.WRONG_ENDPOINT),
    *says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.INVALID_CREDENTIALS),
)
# what it claims is read then, by the library or by the program; a list of revoked ones is rarer
_PAST_THE_SIGNATURE = (
    *says(Ratio.SPEAKS_FOR, "audience-mismatch", "issuer-not-trusted", "environment-mismatch"),
    *says(Ratio.POINTS_TO, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.POINTS_TO, "account-disabled"),
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
)
_ROWS: tuple[Row, ...] = (
    _alike,
    _checked,
    _account_known,
    _taken_for_made_up,
    _known_but_forbidden,
    _forbidden_to_all,
    _no_longer_there,
    _shut_though_known,
    _where(
        {BROKEN: "same", MADE_UP: "same", WITHOUT: "differs"},
        Conclusion(
            BROKEN,
            tr("Yours is refused as tokens with a broken signature are."),
            says(
                Ratio.POINTS_TO,
                "token-signature-wrong",
                "issuer-not-trusted",
                "signing-key-unknown",
            ),
        ),
    ),
    _where(
        {BROKEN: "differs", MADE_UP: "differs"},
        Conclusion(
            BROKEN,
            tr("Yours gets past the signature: what it claims is refused, or whom it is for."),
            _PAST_THE_SIGNATURE,
        ),
    ),
    _where(
        {"fresh-token": "accepted", BROKEN: "same"},
        Conclusion(
            BROKEN,
            tr("Yours is refused as broken ones are, so it may be broken and not taken back."),
            says(Ratio.LEANS_AGAINST, Cause.REVOKED_TOKEN),
        ),
    ),
)
