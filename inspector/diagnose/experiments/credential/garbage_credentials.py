"""Experiment: a made-up credential of the same shape; never with a real account's name."""

from collections.abc import Callable
from http import HTTPStatus

import msgspec

from inspector.diagnose.facts.browser import is_session_of_another_site
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import audiences, bearer, is_for_this_place
from inspector.diagnose.trial import garbage
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.good_elsewhere import leads_to_a_login
from inspector.diagnose.trial.part import (
    Ask,
    Experiment,
    ExperimentContext,
    Steps,
    at_least,
    says,
    when,
)
from inspector.diagnose.trial.ratios import Ratio, Untold
from inspector.diagnose.trial.reply_comparison import Compared, compared
from inspector.diagnose.trial.sent_token import not_varied
from inspector.diagnose.trial.taken import token_of, with_credential, with_token
from inspector.diagnose.weights import HALF, HINT
from inspector.model.attempt import Attempt
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Cause
from inspector.model.request import Request
from inspector.reading.statuses import NO_SUCH_PLACE
from inspector.wording import tr


def _applies(ground: Ground) -> str:
    if why := not_varied(ground):
        return why
    if ground.case.sent.is_login:
        return tr("A login form would count a failed login.")
    if ground.names_account:
        return tr("The request names an account, which would get a failed login.")
    if ground.case.sent.main is not None:
        return ""
    return tr("No credential was sent that could be replaced.")


def _variant(ground: Ground, means: ExperimentContext) -> Steps:
    made = _made_up(with_credential(ground, means), means)
    if made is not None:
        yield Ask(request=made)


def _made_up(request: Request, means: ExperimentContext) -> Request | None:
    chosen = request.credential
    if chosen.is_login():
        other = chosen.with_user(garbage.user_name()).with_secret(means.put(garbage.password()))
        return msgspec.structs.replace(request, credential=other)
    token = token_of(request, means)
    return with_token(request, garbage.same_shape(token), means) if token else None


def _observe(before: Case, after: Attempt) -> Compared:
    found = compared(before, after)
    if found.result == "same":
        name = next((name for name, holds in _ALIKE if holds(before)), "")
        return msgspec.structs.replace(found, name=name)
    token = bearer(before)
    if found.result != "differs" or token is None:
        return found
    here = is_for_this_place(token, before.sent.bare_host, before.sent.path)
    aimed = bool(token.claims) and bool(audiences(token)) and not here
    return msgspec.structs.replace(found, name="differs-for-somebody" if aimed else "differs-token")


def _is_misread(before: Case) -> bool:
    """Whether a login was sent and words are of a token that can't be read: any login gets them."""
    sent = before.sent.authorization
    if sent is None or sent.scheme not in LOGIN_SCHEMES - {*before.heard.schemes}:
        return False
    return before.said("malformed") > 0


# why the same answer may say less than that yours is worth no more, the first that holds
_ALIKE: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("same-not-there", lambda before: before.status in NO_SUCH_PLACE),
    ("same-beside-it", lambda before: before.said("csrf", "origin-refused", "ip-refused") > 0),
    ("same-from-there", lambda before: bool(is_session_of_another_site(before))),
    ("same-login", leads_to_a_login),
    ("same-forbidden", lambda before: before.status == HTTPStatus.FORBIDDEN),
    ("same-misread", _is_misread),
)
_UNDERSTOOD = tr("A made-up credential is refused in another way: yours is understood.")
_DIFFERS = (
    *says(Ratio.SPEAKS_FOR, Cause.INSUFFICIENT_PERMISSIONS, Cause.REVOKED_TOKEN),
    *says(Ratio.SPEAKS_FOR, Cause.CSRF_FAILURE),
    *says(Ratio.SPEAKS_FOR, "account-disabled", "audience-mismatch"),
    *says(Ratio.POINTS_TO, "token-expired", "key-expired", "wrong-password"),
    *says(Ratio.STRONGLY_AGAINST, "key-refused", "token-not-accepted", "tokens-not-checked"),
    *says(Ratio.LEANS_TO, Cause.CONFIGURATION),
    *says(Ratio.AGAINST, "credential-malformed", Cause.MISSING_CREDENTIALS),
    *says(Ratio.RULES_OUT, "authorization-stripped", "key-in-wrong-place", "other-word-wanted"),
    *says(Ratio.STRONGLY_AGAINST, "scheme-not-read"),
    *says(Ratio.STRONGLY_FOR, "second-part-missing"),  # what was sent is read, and more is wanted
    *says(Ratio.AGAINST, Cause.NETWORK_BLOCKED),
)
_SAME = (
    *says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS, Cause.CONFIGURATION),
    *says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    *says(Ratio.LEANS_AGAINST, Cause.CSRF_FAILURE),
    *says(Ratio.LEANS_AGAINST, "token-revoked", "key-revoked"),
    *says(Ratio.LEANS_TO, Cause.EXPIRED_SESSION),
)
# a key of another environment is unknown here; a token that says whose it is can be read anywhere
_OF_ANOTHER_PLACE = says(Ratio.STRONGLY_AGAINST, "environment-mismatch")
_TABLE = (
    when(
        "accepted",
        tr("A made-up credential is accepted, so it is not checked here."),
        says(Ratio.LEANS_TO, Cause.INVALID_CREDENTIALS),
        says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.NETWORK_BLOCKED),
    ),
    # a place that is hidden is so from everybody who may not see it, whoever that is
    when(
        "same-not-there",
        tr("A made-up credential is told as well that nothing is there."),
        says(Ratio.LEANS_TO, Cause.WRONG_ENDPOINT),
    ),
    # of ten that were led so, seven were of a kind that is not read there
    when(
        "same-login",
        tr("A made-up credential is led to the login as well: yours may not be read here."),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_AGAINST, Cause.CSRF_FAILURE),
        says(Ratio.LEANS_TO, Cause.SCHEME_MISMATCH, Cause.MISSING_CREDENTIALS),
    ),
    # who is known to nobody lacks every right as well, and some frameworks say only that
    when(
        "same-forbidden",
        tr("A made-up credential is forbidden in the same words: yours may be known to nobody."),
        _SAME,
        at_least(HALF, "credentials-refused"),
    ),
    # what is checked before the credential is told to whoever asks
    when(
        "same-beside-it",
        tr("A made-up credential is refused in the same words, which are of something else."),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_AGAINST, Cause.INVALID_CREDENTIALS, Cause.ACCOUNT_LOCKED),
    ),
    when(
        "same-from-there",
        tr("A made-up session is refused in the same way, with the same Origin or Referer."),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
        says(Ratio.LEANS_AGAINST, Cause.ACCOUNT_LOCKED),
    ),
    when(
        "same-misread",
        tr("A made-up login is answered in the same words, which are of a token."),
        says(Ratio.POINTS_TO, Cause.SCHEME_MISMATCH),
        says(Ratio.STRONGLY_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    # Many APIs say "invalid token" to whatever fails: a wrong audience or issuer looks the same.
    when("same", tr("A made-up credential is refused in the same way as yours."), _SAME),
    # a token that is read names who it is for, whose it is and what it may: one of these is wrong
    when(
        "differs-for-somebody",
        _UNDERSTOOD,
        _DIFFERS,
        at_least(HINT, "account-disabled"),
        at_least(HINT, "audience-mismatch"),
        says(Ratio.AGAINST, "credentials-refused"),
    ),
    when(
        "differs-token",
        _UNDERSTOOD,
        _DIFFERS,
        _OF_ANOTHER_PLACE,
        at_least(HINT, "account-disabled"),
        says(Ratio.AGAINST, "credentials-refused"),
    ),
    when("differs", _UNDERSTOOD, _DIFFERS, _OF_ANOTHER_PLACE),
)

EXPERIMENT = Experiment(
    id="garbage-credentials",
    question=tr("Does the server answer a made-up credential in the same way?"),
    varies=tr("Made-up credential"),
    sends=tr("The same request with a random credential of the same shape, in nobody's name."),
    tells=(
        Cause.INVALID_CREDENTIALS,
        Cause.INSUFFICIENT_PERMISSIONS,
        Cause.REVOKED_TOKEN,
        Cause.CONFIGURATION,
        Cause.MISSING_CREDENTIALS,
    ),
    carries=False,
    guesses=True,
    applies=_applies,
    variant=_variant,
    observe=_observe,
    table=_TABLE,
    untold=Untold.AT_TIMES,
)
