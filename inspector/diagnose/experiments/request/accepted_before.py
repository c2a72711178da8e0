"""Experiment that sends nothing: the request most like this one that was accepted before.

Requests with the same credential count, else a token that another provider gave, or that is for
another audience. What differs between the two is what has to explain the refusal; where nothing
does, the credential was taken back, ended or locked since.
"""

import msgspec

from inspector.diagnose.facts.case import Case, Trace
from inspector.diagnose.facts.things.path_keys import likely_key
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.earlier import (
    FEW,
    ISSUED_AND_GONE,
    OF_ANOTHER_KIND,
    another_token,
    closest_to,
    hands_out,
    is_akin,
    is_other_try,
    name_of_issued,
    names_both,
    sent_before,
)
from inspector.diagnose.trial.good_elsewhere import (
    ASKED_OTHERWISE,
    MADE_ANEW,
    NOT_READ_HERE,
    good_elsewhere,
)
from inspector.diagnose.trial.part import (
    Ask,
    Experiment,
    ExperimentContext,
    Steps,
    at_least,
    at_most,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.trial.reply_comparison import Compared
from inspector.diagnose.trial.what_differs import BY_DIFFERENCE, name_of
from inspector.diagnose.weights import CLEAR, FAIR, HALF, HINT, LIKELY, OPEN, RATHER, SOUND
from inspector.model.attempt import Attempt
from inspector.model.finding import Cause
from inspector.protocol.urls import host_and_path
from inspector.story.pairs import Differs
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if not ground.aids.earlier:
        return tr("Nothing was sent before.")
    sent = ground.case.sent
    shown = sent.has_any or sent.session_cookies or likely_key(ground.case) is not None
    if not (shown or names_both(ground.case)):
        return tr("No credential was sent that could have been accepted before.")
    told = bool(sent_before(ground))
    return "" if told else tr("Nothing that was accepted before tells about this credential.")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    del means
    for one in sent_before(ground):
        if one.request is not None:
            yield Ask(request=one.request, known=one)


# ---------------- What differs from it
def _observe(before: Case, after: Attempt) -> Compared:
    before = _as_asked(before)
    trace = Trace(after)
    cases = [trace.case(index) for index in range(len(trace))]
    beside = closest_to(before, [case for case in cases if is_akin(before, case)])
    tries = sum(is_other_try(before, case) for case in cases) >= FEW
    if beside is None and any(hands_out(case, before) for case in cases):
        return Compared("accepted", tr("handed out"), name=name_of_issued(before))
    if beside is None and (token := another_token(before, cases)) is not None:
        return token
    if beside is None:
        return Compared("same", tr("refused several times"), name="refused-often")
    beside = beside._replace(differences=tuple(filter(_may_matter, beside.differences)))
    accepted = beside.accepted
    other = f"{accepted.sent.method} {host_and_path(accepted.sent.url)[1]}"
    found = Compared("accepted", accepted.heard.phrase, values={"other": other})
    name = good_elsewhere(before, accepted) or name_of(before, beside)
    return msgspec.structs.replace(found, name="locked-since" if tries else name)


def _as_asked(case: Case) -> Case:
    """Return the request that was led to a login, in place of the one that showed the login."""
    source = case.previous
    return source if source is not None and source.heard.leads_to_login else case


def _may_matter(one: Differs) -> bool:
    """Whether access may hang on a difference; by which program it is sent, it hardly does."""
    return (one.what, one.name.lower()) != ("header", "user-agent")


# ---------------- What that means
_NOT_IN_THE_REQUEST = (
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    *says(Ratio.STRONGLY_AGAINST, Cause.WRONG_ENDPOINT, Cause.CSRF_FAILURE),
)
_SAME_BEFORE = (
    *_NOT_IN_THE_REQUEST,
    *says(Ratio.AGAINST, Cause.CONFIGURATION, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.LEANS_AGAINST, Cause.NETWORK_BLOCKED),
)
_GOOD_BEFORE = (*says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS), *_SAME_BEFORE)
_GOOD_THERE = (
    *says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.ACCOUNT_LOCKED),
    *says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION),
    *says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
    *says(Ratio.AGAINST, Cause.PROVIDER_UNREACHABLE, "environment-mismatch"),
    *says(Ratio.AGAINST, "authorization-stripped", "audience-mismatch"),
)
_FRESH = (
    *says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION),
    *says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
)
_GOOD_ELSEWHERE = (
    *says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    *says(Ratio.AGAINST, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
)
_GOOD_BEHIND_IT = (*_GOOD_ELSEWHERE, *says(Ratio.AGAINST, Cause.WRONG_ENDPOINT))
_ANOTHER = (
    *says(Ratio.AGAINST, Cause.REVOKED_TOKEN, Cause.MISSING_CREDENTIALS),
    *says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS, Cause.INSUFFICIENT_PERMISSIONS),
)
_SINCE = tr("The very same request was accepted before: something changed since then.")
_TABLE = (
    when(
        "locked-since",
        tr("This login was accepted before; since then others of the same user were refused."),
        says(Ratio.STRONGLY_FOR, "too-many-attempts", floor=CLEAR),
        _GOOD_BEFORE,
    ),
    when(
        "refused-often",
        tr("Several other passwords of this user were refused before: it may be locked by now."),
        says(Ratio.SPEAKS_FOR, "too-many-attempts", floor=FAIR),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
    ),
    when(
        "fails-since",
        tr("The very same request was accepted before; now the server fails on it."),
        says(Ratio.SPEAKS_FOR, Cause.PROVIDER_UNREACHABLE),
        _GOOD_BEFORE,
        says(Ratio.STRONGLY_AGAINST, Cause.REVOKED_TOKEN, Cause.ACCOUNT_LOCKED),
    ),
    when(
        "sent-again",
        tr("The very same proof was accepted before, and it is good for one time only."),
        says(Ratio.STRONGLY_FOR, "nonce-replayed", floor=RATHER),
    ),
    when(
        "right-since",
        tr("The very same request was accepted before; the reply says that a right is missing."),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS),
        at_least(HINT, "account-disabled"),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
        says(Ratio.LEANS_AGAINST, Cause.REVOKED_TOKEN, Cause.NETWORK_BLOCKED),
        _NOT_IN_THE_REQUEST,
    ),
    # who may not log in any more is asked for a login mostly, with 401
    when(
        "forbidden-since",
        tr("The very same request was accepted before; now it is forbidden to the same caller."),
        says(Ratio.SPEAKS_FOR, "forbidden", floor=HALF),
        says(Ratio.POINTS_TO, "right-missing", "web-server-rule", "ip-not-allowed"),
        at_least(HINT, "account-disabled"),
        says(Ratio.AGAINST, "wrong-password", Cause.CONFIGURATION),
        _NOT_IN_THE_REQUEST,
    ),
    # a key that was taken back gets 401 mostly, and 403 where there are no accounts
    when(
        "token-forbidden-since",
        _SINCE,
        says(Ratio.SPEAKS_FOR, Cause.REVOKED_TOKEN),
        at_least(FAIR, "worked-before"),
        at_least(OPEN, "forbidden"),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
        _NOT_IN_THE_REQUEST,
    ),
    when(
        "token-since",
        _SINCE,
        says(Ratio.STRONGLY_FOR, Cause.REVOKED_TOKEN),
        at_least(SOUND, "worked-before"),
        says(Ratio.POINTS_TO, "account-disabled", Cause.PROVIDER_UNREACHABLE),
        _GOOD_BEFORE,
    ),
    when(
        "ended-since",
        tr("The very same request was accepted before; the token has ended since then."),
        says(Ratio.SETTLES, "token-expired", floor=CLEAR),
        _GOOD_BEFORE,
    ),
    when(
        "login-since",
        _SINCE,
        # Of 47 such refusals at real servers 26 came of an account, 13 of a changed password.
        at_least(RATHER, "account-disabled"),
        at_least(OPEN, "wrong-password"),
        at_most(OPEN, "wrong-password"),
        says(Ratio.POINTS_TO, Cause.PROVIDER_UNREACHABLE),
        says(Ratio.LEANS_AGAINST, "named-user-refused"),
        _SAME_BEFORE,
    ),
    when(
        "password-since",
        _SINCE,
        says(Ratio.SPEAKS_FOR, "wrong-password", floor=FAIR),
        says(Ratio.LEANS_AGAINST, "named-user-refused"),
        _SAME_BEFORE,
    ),
    when(
        "session-since",
        _SINCE,
        says(Ratio.SPEAKS_FOR, Cause.EXPIRED_SESSION),
        at_least(LIKELY, "session-ended"),
        says(Ratio.POINTS_TO, Cause.REVOKED_TOKEN, Cause.ACCOUNT_LOCKED),
        _GOOD_BEFORE,
    ),
    when(
        "in-other-letters",
        tr("The same request was accepted before behind the scheme word in other letters."),
        says(Ratio.STRONGLY_FOR, "scheme-word-in-small-letters", floor=SOUND),
        says(Ratio.STRONGLY_AGAINST, Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION),
        says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.ACCOUNT_LOCKED),
        says(Ratio.AGAINST, Cause.CONFIGURATION, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        "under-another-name",
        tr("The same request was accepted before under another name of the server in Host."),
        says(Ratio.STRONGLY_FOR, "host-not-served", floor=SOUND),
        _GOOD_THERE,
    ),
    ASKED_OTHERWISE,
    *NOT_READ_HERE,
    when(
        "at-another-server",
        tr("The same credential was accepted by another server."),
        says(Ratio.STRONGLY_FOR, Cause.WRONG_ENDPOINT),
        at_least(SOUND, "environment-mismatch"),
        _GOOD_ELSEWHERE,
    ),
    when(
        "behind-another-server",
        tr("The program itself accepted the same credential; here a server stands in front of it."),
        says(Ratio.STRONGLY_FOR, "authorization-stripped", floor=SOUND),
        says(Ratio.POINTS_TO, "environment-mismatch"),
        _GOOD_ELSEWHERE,
    ),
    when(
        "kept-out-in-front",
        tr("The program itself accepted it; the server in front asks for a login of its own."),
        says(Ratio.STRONGLY_FOR, "login-of-front-server", floor=SOUND),
        _GOOD_BEHIND_IT,
        rare=True,
    ),
    when(
        "shut-in-front",
        tr("The program itself accepted it; the server in front refuses it with its own page."),
        says(Ratio.STRONGLY_FOR, "web-server-rule", floor=SOUND),
        _GOOD_BEHIND_IT,
        rare=True,
    ),
    when(
        "other-version",
        tr("The same request was accepted before under another version in the address."),
        says(Ratio.STRONGLY_FOR, Cause.WRONG_ENDPOINT),
        at_least(LIKELY, "api-version"),
        _GOOD_THERE,
    ),
    when(
        "slash",
        tr("The same request was accepted before with the slash at its end changed."),
        says(Ratio.STRONGLY_FOR, "trailing-slash", floor=SOUND),
        _GOOD_THERE,
    ),
    when(
        "read-by-cookie",
        tr("The session was good for reading before; what is refused is the writing."),
        says(Ratio.SPEAKS_FOR, "csrf-token-missing", floor=HALF),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS),
        _GOOD_THERE,
    ),
    when(
        "elsewhere-beside-it",
        tr("The same credential was accepted before at another address, where nothing was amiss."),
        _GOOD_THERE,
    ),
    # a right is missing, or the address is shut for everybody: without a credential it shows
    when(
        "elsewhere-shut",
        tr("The same credential was accepted before at another address of this server."),
        says(Ratio.SPEAKS_FOR, "works-elsewhere", floor=RATHER),
        says(Ratio.POINTS_TO, "forbidden", "right-missing", "scope-missing"),
        says(Ratio.SPEAKS_FOR, Cause.NETWORK_BLOCKED),
        at_least(HINT, "refused-whoever-asks"),
        _GOOD_THERE,
    ),
    when(
        "elsewhere-gone",
        tr("The same credential was accepted before at another address, which is there."),
        says(Ratio.SPEAKS_FOR, "path-unknown"),
        says(Ratio.POINTS_TO, "works-elsewhere", "not-found-hides-forbidden"),
        _GOOD_THERE,
    ),
    when(
        "token-issued",
        tr("This server handed the token out itself, just before."),
        says(Ratio.SPEAKS_FOR, "issued-token-refused", floor=HALF),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
        _FRESH,
    ),
    when(
        "session-begun",
        tr("This session was begun just before, so it has hardly ended."),
        says(Ratio.SPEAKS_FOR, "forbidden", floor=RATHER),
        says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS),
        _FRESH,
    ),
    when(
        "elsewhere",
        tr("The same credential was accepted before at another address of this server."),
        says(Ratio.STRONGLY_FOR, "works-elsewhere", floor=LIKELY),
        says(Ratio.SPEAKS_FOR, "forbidden", "right-missing", "scope-missing", "path-unknown"),
        _GOOD_THERE,
    ),
    ISSUED_AND_GONE,
    *MADE_ANEW,
    when(
        "in-another-way",
        tr("The same secret was accepted before in another place or after another word."),
        says(Ratio.STRONGLY_FOR, Cause.SCHEME_MISMATCH),
        says(Ratio.STRONGLY_FOR, "key-in-wrong-place", floor=SOUND),
        says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
    ),
    *BY_DIFFERENCE,
    when(
        "token-with-other-aud",
        tr("A token that was accepted here before was made for another audience than yours."),
        says(Ratio.STRONGLY_FOR, "audience-mismatch", floor=LIKELY),
        _ANOTHER,
    ),
    OF_ANOTHER_KIND,
    when(
        "token-with-other-iss",
        tr("A token that was accepted here before was given by another provider than yours."),
        says(Ratio.STRONGLY_FOR, "issuer-not-trusted", floor=LIKELY),
        _ANOTHER,
    ),
    when(
        "csrf",
        tr("The same request was accepted before with another token against forgery."),
        says(Ratio.STRONGLY_FOR, Cause.CSRF_FAILURE),
        at_least(SOUND, "csrf-token-missing"),
        _GOOD_THERE,
    ),
    when(
        "origin",
        tr("The same request was accepted before from another page."),
        says(Ratio.STRONGLY_FOR, "origin-refused", floor=LIKELY),
        _GOOD_THERE,
    ),
    when(
        "otherwise",
        tr("The same credential was accepted before in a request that differs in more."),
        says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS),
    ),
)

EXPERIMENT = Experiment(
    id="accepted-before",
    question=tr("Was the same credential accepted before, and what differs from then?"),
    varies=tr("What was sent before"),
    sends=tr("Nothing: it looks at what was sent from here before."),
    tells=(
        Cause.REVOKED_TOKEN,
        Cause.ACCOUNT_LOCKED,
        Cause.EXPIRED_SESSION,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.WRONG_ENDPOINT,
    ),
    methods=lambda _: (),
    carries=False,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    cost=lambda _: 0,
    requests=0,
)
