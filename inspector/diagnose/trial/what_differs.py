"""What differs between a refusal and what was accepted before, as the name of a result."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.ended_sessions import held_login
from inspector.diagnose.facts.callers.intermediate_servers import (
    is_in_front,
    keeps_it_out,
)
from inspector.diagnose.facts.callers.named_rights import names_no_right
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.behind_a_folder import is_below_another, is_unknown_below
from inspector.diagnose.facts.hosts.services_behind import is_internal_error, lost_a_connection
from inspector.diagnose.facts.successes.logins_taken import is_for_the_password
from inspector.diagnose.facts.things.path_keys import likely_key
from inspector.diagnose.facts.token_claims import bearer, expired_by
from inspector.diagnose.trial.conclusions.side_by_side import is_login
from inspector.diagnose.trial.earlier import gives_another_reason, names_both
from inspector.diagnose.trial.part import says, when
from inspector.diagnose.trial.ratios import Ratio
from inspector.diagnose.weights import HALF, SOUND
from inspector.model.finding import Cause
from inspector.model.message import first
from inspector.protocol.field_names import is_csrf_name, is_of_an_application, names_a_session
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import GOOD_ONCE
from inspector.reading.meanings import (
    OF_A_RIGHT,
    OF_A_WRONG_ONE,
    OF_AN_END,
    OF_FORGERY,
    OF_THE_ACCOUNT,
)
from inspector.reading.single_use import one_time_codes
from inspector.reading.statuses import (
    CHALLENGES,
    MISREAD_REQUEST,
    NO_LONGER_THERE,
    SERVER_ERRORS,
    TURNS_AWAY,
)
from inspector.story.clocks.stamps import signatures, stamps
from inspector.story.entry import Entry
from inspector.story.pairs import Beside, Differs
from inspector.wording import tr

# finds `/v1/orders`, `/api/2024-01-01/orders`
# but not `/orders/11`
_VERSION = lazy_re(r"(?i)(?<=/)(?:v\d{1,3}(?:\.\d{1,3})?|20\d\d-\d\d(?:-\d\d)?)(?=/|$)")


def name_of(before: Case, beside: Beside) -> str:
    """Return the name of the result: what differs, or that nothing does."""
    kinds = {one.what for one in beside.differences}
    of_forgery = kinds and all(is_csrf_name(one.name) for one in beside.differences)
    paired = _repeats_its_cookie(before) and _repeats_its_cookie(beside.accepted)
    if of_forgery and not paired:
        return "csrf"
    if not kinds or of_forgery:
        same = _asked_name(before) == _asked_name(beside.accepted)
        return _since(before) if same else "under-another-name"
    if kinds & {"scheme", "host", "port"}:
        return _at_another_server(before, beside.accepted)
    if kinds & {"path", "query"} or kinds == {"body"}:
        return "otherwise" if _lacks_parts(beside) else _elsewhere(before, beside)
    if "method" in kinds and kinds <= {"method", "body"}:
        return _by_method(before)
    found = _by_one(beside.only("way", "header"))
    return _SIGNED if found == "otherwise" and before.said("signature") else found


def _repeats_its_cookie(entry: Entry) -> bool:
    """Whether the token against forgery is the one in its cookie: a pair may be made anew."""
    kept = {one.value for one in entry.sent.csrf_cookies}
    return any(one.value in kept for one in entry.sent.csrf_tokens)


def _is_signed(before: Case) -> bool:
    """Whether the request carries a signature of its own, and no word or status is of a right."""
    forbidden = before.status == HTTPStatus.FORBIDDEN and not before.said("signature")
    of_a_right = forbidden or before.said(*OF_A_RIGHT) > 0
    return bool(signatures(before)) and not of_a_right


_SIGNED = "signed-by-the-same"
_SIGNED_OTHERWISE = when(
    _SIGNED,
    tr("The same key signed another request that was accepted; this signature may not fit."),
    says(Ratio.SPEAKS_FOR, "request-signature-wrong", floor=HALF),
    says(Ratio.LEANS_AGAINST, "works-elsewhere", Cause.REVOKED_TOKEN),
    says(Ratio.AGAINST, Cause.ACCOUNT_LOCKED, Cause.EXPIRED_SESSION),
    says(Ratio.STRONGLY_AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
)
_NO_APPLICATION, _OTHER_APPLICATION = "application-left-out", "of-another-application"
_OF_APPLICATIONS = (
    when(
        _NO_APPLICATION,
        tr("The same key was accepted before beside the ID of an application, which is not here."),
        says(Ratio.STRONGLY_FOR, "second-part-missing", floor=SOUND),
        says(Ratio.STRONGLY_AGAINST, Cause.REVOKED_TOKEN, Cause.INVALID_CREDENTIALS),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
    ),
    when(
        _OTHER_APPLICATION,
        tr("The same key was accepted before beside the ID of another application."),
        says(Ratio.STRONGLY_FOR, "wrong-tenant", floor=SOUND),
        says(Ratio.STRONGLY_AGAINST, Cause.REVOKED_TOKEN),
        says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, "key-refused"),
    ),
)
_COOKIE = "under-another-cookie"
_UNDER_ANOTHER_COOKIE = when(
    _COOKIE,
    tr("The same value was accepted before in a cookie of another name."),
    says(Ratio.STRONGLY_FOR, "cookie-not-returned", floor=SOUND),
    says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION, Cause.INVALID_CREDENTIALS),
    says(Ratio.AGAINST, Cause.INSUFFICIENT_PERMISSIONS, Cause.CONFIGURATION),
)
_BELOW = "below-a-folder"
_TAKEN_OFF_BELOW = when(
    _BELOW,
    tr("The very same call was accepted before without this folder, or below another one."),
    says(Ratio.STRONGLY_FOR, "authorization-stripped", floor=SOUND),
    says(Ratio.STRONGLY_AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    says(Ratio.STRONGLY_AGAINST, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    says(Ratio.LEANS_AGAINST, Cause.INSUFFICIENT_PERMISSIONS),
)
_KEPT_OUT = "kept-out-in-front"
_NO_LOGIN = "no-login-in-front"
_NO_LOGIN_IN_FRONT = when(
    _NO_LOGIN,
    tr("The program itself accepted it; the server in front asks for a login, and got none."),
    says(Ratio.STRONGLY_FOR, "front-login-missing", floor=SOUND),
    says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN),
    says(Ratio.AGAINST, Cause.EXPIRED_SESSION, Cause.ACCOUNT_LOCKED),
    says(Ratio.AGAINST, Cause.WRONG_ENDPOINT, Cause.SCHEME_MISMATCH),
    rare=True,
)
# who is no longer known is told so; what is gone or switched off is gone for everybody
_GONE = "gone-since"
_GONE_SINCE = when(
    _GONE,
    tr("The very same request was accepted before; now nothing is there, whoever asks."),
    says(Ratio.SPEAKS_FOR, "path-unknown", "server-not-set-up"),
    says(Ratio.POINTS_TO, "not-found-hides-forbidden"),
    says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.ACCOUNT_LOCKED, Cause.REVOKED_TOKEN),
    says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
)
_REASON_TOLD = "reason-told-since"
_TOLD_SINCE = when(
    _REASON_TOLD,
    tr("The very same request was accepted before; the reply says itself what is amiss since."),
    says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH, Cause.WRONG_ENDPOINT),
)
_WRONG_LOGIN = "wrong-login-in-front"
_WRONG_LOGIN_IN_FRONT = when(
    _WRONG_LOGIN,
    tr("The program itself accepted the session; the server in front refuses the login for it."),
    says(Ratio.STRONGLY_FOR, "wrong-password", floor=SOUND),
    says(Ratio.AGAINST, Cause.WRONG_ENDPOINT, Cause.EXPIRED_SESSION, Cause.REVOKED_TOKEN),
    says(Ratio.AGAINST, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH, "token-not-accepted"),
    rare=True,
)
_FAILS = "fails-in-front"
_FAILS_IN_FRONT = when(
    _FAILS,
    tr("The same credential was accepted by another server; this one fails before it judges it."),
    says(Ratio.SPEAKS_FOR, Cause.PROVIDER_UNREACHABLE),
    says(Ratio.AGAINST, Cause.INVALID_CREDENTIALS, Cause.REVOKED_TOKEN, Cause.ACCOUNT_LOCKED),
    says(Ratio.AGAINST, Cause.EXPIRED_SESSION, Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH),
)
BY_DIFFERENCE = (
    *_OF_APPLICATIONS,
    _UNDER_ANOTHER_COOKIE,
    _SIGNED_OTHERWISE,
    _TAKEN_OFF_BELOW,
    _NO_LOGIN_IN_FRONT,
    _GONE_SINCE,
    _TOLD_SINCE,
    _FAILS_IN_FRONT,
    _WRONG_LOGIN_IN_FRONT,
)


def _at_another_server(before: Case, accepted: Entry) -> str:
    if before.status in SERVER_ERRORS:
        return _FAILS
    if keeps_it_out(before, accepted):
        if not before.heard.challenges:
            return "shut-in-front"
        return _at_its_login(before, accepted)
    return "behind-another-server" if is_in_front(before, accepted) else "at-another-server"


def _at_its_login(before: Case, accepted: Entry) -> str:
    """By what the server in front was shown: none, a login of its own, or what is for behind it."""
    shown, good = before.sent.authorization, accepted.sent.authorization
    if shown is None:
        return _NO_LOGIN
    own = good is None and shown.scheme in before.heard.schemes
    return _WRONG_LOGIN if own else _KEPT_OUT


def _by_method(before: Case) -> str:
    if _is_signed(before):
        return _SIGNED
    if before.sent.is_safe:
        return "elsewhere-gone" if before.status == HTTPStatus.NOT_FOUND else "elsewhere"
    return "elsewhere" if before.sent.credentials else "read-by-cookie"


def _by_one(one: Differs | None) -> str:
    if one is None:
        return "otherwise"
    if one.what == "way":
        if one.refused.startswith("cookie ") and one.accepted.startswith("cookie "):
            return _COOKIE
        letters = one.refused.lower() == one.accepted.lower()
        return "in-other-letters" if letters else "in-another-way"
    if is_of_an_application(one.name):
        return _OTHER_APPLICATION if one.refused else _NO_APPLICATION
    return "origin" if one.name in {"origin", "referer"} else "otherwise"


def _lacks_parts(beside: Beside) -> bool:
    """Whether parameters of the very address were left out that the accepted one has."""
    left_out = any(one.what == "query" and not one.refused for one in beside.differences)
    return left_out and not any(one.what == "path" for one in beside.differences)


def _elsewhere(before: Case, beside: Beside) -> str:
    mine, theirs = before.sent.path, beside.accepted.sent.path
    if _is_signed(before):
        return _SIGNED
    if mine != theirs and _VERSION.sub("·", mine) == _VERSION.sub("·", theirs):
        return "other-version"
    alike = before.sent.method == beside.accepted.sent.method
    if alike and mine != theirs and mine.rstrip("/") == theirs.rstrip("/"):
        return "slash"
    if below := _below_another(before, beside.accepted):
        return below
    if gives_another_reason(before):
        return "elsewhere-beside-it"
    return _refused_here(before, beside)


def _below_another(before: Case, accepted: Entry) -> str:
    """By who answers, where the same call was let through below another folder: a web server asks.

    Empty where that tells no more.
    """
    if is_unknown_below(before, accepted):
        return _BELOW
    asks = before.heard.content.page.is_of_web_server and before.status in CHALLENGES
    if not (asks and before.heard.challenges and is_below_another(before, accepted)):
        return ""
    return _NO_LOGIN if before.sent.authorization is None else _KEPT_OUT


def _refused_here(before: Case, beside: Beside) -> str:
    """By the method and the status: the credential is good, and its place is another one."""
    if before.status == HTTPStatus.NOT_FOUND:
        return "elsewhere-gone"
    is_by_cookie = not before.sent.credentials and not before.sent.is_safe
    if is_by_cookie and beside.accepted.sent.is_safe and not before.sent.csrf_tokens:
        return "read-by-cookie"
    # a page shuts an address for all, where a program mostly has a right in mind
    shut = before.status == HTTPStatus.FORBIDDEN and before.heard.content.is_html
    shut = shut and before.sent.is_safe
    return "elsewhere-shut" if shut else "elsewhere"


def _since(before: Case) -> str:
    """By what was sent: the very same request was accepted and is refused now."""
    if of_all := _of_whoever_asks(before):
        return of_all
    written = before.sent.authorization
    if (written is not None and written.scheme in GOOD_ONCE) or _is_of_a_moment(before):
        return "sent-again"
    if taken := _of_what_it_may(before):
        return taken
    led_away = before.heard.leads_to_login and before.sent.cookies
    if not led_away and (is_login(before) or names_both(before)):
        return "password-since" if is_for_the_password(before) else "login-since"
    # a key in the path, or a cookie that holds the login itself, is no session
    main, lasts = before.sent.main, bool(likely_key(before) or held_login(before))
    of_a_session = main is None or names_a_session(main.name) or before.said("session-expired")
    if not lasts and (led_away or of_a_session or not before.sent.credentials):
        return "session-since"
    token = bearer(before)
    over = token is not None and expired_by(before, token) is not None
    called_ended = before.said("token-expired", "key-expired") > 0
    return "ended-since" if over or called_ended else "token-since"


def _of_whoever_asks(before: Case) -> str:
    """By status or words: the server fails on it, nothing is there, or another reason is told."""
    if before.status in SERVER_ERRORS or is_internal_error(before) or lost_a_connection(before):
        return "fails-since"
    if before.status in NO_LONGER_THERE and not _blames_it(before):
        return _GONE
    of_the_program = not before.heard.content.page.is_of_web_server
    turned_away = before.status in TURNS_AWAY and gives_another_reason(before)
    misread = before.status in MISREAD_REQUEST or before.is_hidden_error
    misread = misread and before.said(*OF_FORGERY, "signature") > 0
    return _REASON_TOLD if of_the_program and (turned_away or misread) else ""


def _is_of_a_moment(before: Case) -> bool:
    """Whether a one-time code or a signature with its time went along, or a nonce is told used."""
    if before.said("replayed", "nonce-wanted"):
        return True
    return bool(one_time_codes(before.sent)) or (bool(signatures(before)) and bool(stamps(before)))


def _of_what_it_may(before: Case) -> str:
    """By a right that went, as words tell, or 403, which mostly knows who asks."""
    if _speaks_of_a_right(before):
        return "right-since"
    if before.status != HTTPStatus.FORBIDDEN or _blames_it(before):
        return ""
    if before.sent.is_token_request:
        return ""  # it hands out a token to who is known: whoever is not gets any status
    if is_login(before):
        return "forbidden-since"
    main, of_the_front = before.sent.main, before.heard.content.page.is_of_web_server
    is_session = main is None or names_a_session(main.name) or before.heard.leads_to_login
    told = bool(before.sent.credentials) and not is_session and not of_the_front
    if told and main is not None and main.claims:  # its signature is good, whatever it may do now
        return "forbidden-since"
    return "token-forbidden-since" if told else ""


def _speaks_of_a_right(before: Case) -> bool:
    """Whether the words are of a right, and not such as are said to nobody, or of a wrong login."""
    if _blames_it(before):
        return False
    if before.heard.content.page.is_of_web_server:  # of rights only the program knows
        return False
    if before.status == HTTPStatus.FORBIDDEN or before.is_hidden_error:
        return before.said("denied", *OF_A_RIGHT) > 0
    return before.said(*OF_A_RIGHT) > 0 and not names_no_right(before)


def _blames_it(before: Case) -> bool:
    """Whether words are of the credential or of the account, and not of what it may do."""
    return before.said(*OF_A_WRONG_ONE, *OF_AN_END, *OF_THE_ACCOUNT) > 0


def _asked_name(entry: Entry) -> str:
    """Return the name that the server was asked under, which need not be that of the address."""
    return (first(entry.sent.message.headers, "Host") or "").lower()
