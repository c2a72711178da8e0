"""What several results of experiments say together that none of them says alone."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus

from inspector.diagnose.facts.callers.asked_again import asks_again
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import sent_in_two_places
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.products.fingerprints import is_word_read
from inspector.diagnose.trial.conclusions.forbidden import (
    forbidden_to_all,
    known_but_forbidden,
    lacks_what_nobody_has,
    shut_though_known,
)
from inspector.diagnose.trial.conclusions.one_way_of_two import is_by_another_way, lost_on_one_way
from inspector.diagnose.trial.conclusions.side_by_side import (
    BEFORE,
    BROKEN,
    ELSEWHERE,
    MADE_UP,
    MOVED,
    WITHOUT,
    Beside,
    Conclusion,
    Row,
    is_login,
)
from inspector.diagnose.trial.part import Reading, at_least, says
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import main_case, took_longer, waited
from inspector.diagnose.weights import FAINT, HALF, HINT, OPEN, SOUND
from inspector.model.experiment import Outcome
from inspector.model.finding import Cause
from inspector.reading.meanings import OF_A_WRONG_ONE, OF_THE_ACCOUNT
from inspector.reading.statuses import MISREAD_REQUEST, NO_SUCH_PLACE, SERVER_ERRORS
from inspector.wording import tr

_NEVER_JUDGED = frozenset({*NO_SUCH_PLACE, *SERVER_ERRORS})  # by anybody, whatever is sent


def together(
    case: Case, outcomes: tuple[Outcome, ...], alone: Mapping[str, Reading]
) -> Iterator[Conclusion]:
    """Yield the conclusions from results side by side."""
    results: dict[str, str] = {name: reading.result for name, reading in alone.items()}
    beside = Beside(results, dict(_replies(outcomes)))
    yield from filter(None, (row(case, beside) for row in _ROWS))


def completes(name: str, case: Case, found: Mapping[str, Outcome]) -> bool:
    """Whether an experiment and one that was run say together what neither says alone.

    A made-up credential that is refused as mine is was read, or neither was: none tells. So it
    does where another way to the same call took it.
    """
    if name != WITHOUT:
        return False
    made_up, accepted = found.get(MADE_UP), dict(_replies(found.values())).get(BEFORE)
    if accepted is not None and is_by_another_way(case, accepted):
        return True
    read = is_login(case) and not _may_be_unread(case)
    return made_up is not None and made_up.result == "same" and not read


def _replies(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, Case]]:
    for one in outcomes:
        last = main_case(one.attempt) if one.attempt is not None else None
        if last is not None:
            yield one.plan.id, last


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
            tried = tried or (sent is not None and sent.scheme in offered)  # it is asked for there
            placed = () if tried else _BY_HABIT if sent is not None else own
            return Conclusion(
                MADE_UP, words, (*(_STRIPPED if sent else ()), *placed, *_NEVER_LOOKED)
            )
        return Conclusion(MADE_UP, words, (*(_STRIPPED if sent else ()), *_NEVER_LOOKED))
    return None


def _login_unread(case: Case, beside: Beside) -> Conclusion | None:
    """My login, a made-up one and none meet the same, and no scheme is asked for.

    Where a login is read it is asked for (RFC 9110 §15.5.2).
    """
    taken = beside.results.get(BEFORE) == "accepted"
    alike = beside.are({WITHOUT: "same", MADE_UP: "same"})
    if taken or not alike or not is_login(case) or not _may_be_unread(case):
        return None
    words = tr("It answers yours, a made-up login and none alike, and asks for none.")
    return Conclusion(MADE_UP, words, _READS_NO_LOGIN)


def _may_be_unread(case: Case) -> bool:
    """Whether no scheme is asked for, and no word is of a login that is wrong or shut."""
    sent = case.sent.authorization
    if sent is not None and is_word_read(case.products, sent.scheme):
        return False
    bare = case.status == HTTPStatus.UNAUTHORIZED and not case.heard.challenges
    return bare and not case.said(*OF_A_WRONG_ONE, *OF_THE_ACCOUNT)


# of 13 such refusals eight came of a login where none is read, two of a wrong one
_READS_NO_LOGIN = (
    *says(Ratio.SPEAKS_FOR, "scheme-not-read", floor=HALF),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS),
)


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


# ---------------- What it says where a token against forgery is amiss
def _names_forgery(case: Case, beside: Beside) -> Conclusion | None:
    """Another try was told of the token against forgery, and of mine nothing is said."""
    if case.said("csrf"):
        return None
    for name in (MADE_UP, WITHOUT, "without-cookies"):
        reply = beside.replies.get(name)
        if reply is not None and not reply.succeeded and reply.said("csrf"):
            words = tr("It names the token against forgery where that is amiss; not so with yours.")
            return Conclusion(name, words, _NOT_FORGED)
    return None


_NOT_FORGED = says(Ratio.STRONGLY_AGAINST, Cause.CSRF_FAILURE)


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


_TAKEN_BACK = (*says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN), *at_least(SOUND, "worked-before"))
_ENDED_SESSION = says(Ratio.STRONGLY_FOR, "session-ended", floor=SOUND)
_NOT_HERE_ALONE = (
    *says(Ratio.RULES_OUT, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT, Cause.CSRF_FAILURE),
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
# what it claims is read then, by the library or by the program; a list of revoked ones is rarer
_PAST_THE_SIGNATURE = (
    *says(Ratio.SPEAKS_FOR, "audience-mismatch", "issuer-not-trusted", "environment-mismatch"),
    *says(Ratio.POINTS_TO, Cause.REVOKED_TOKEN, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.POINTS_TO, "account-disabled"),
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
)
_ROWS: tuple[Row, ...] = (
    _alike,
    _login_unread,
    _checked,
    _account_known,
    _taken_for_made_up,
    _names_forgery,
    known_but_forbidden,
    forbidden_to_all,
    lacks_what_nobody_has,
    _no_longer_there,
    lost_on_one_way,
    shut_though_known,
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
