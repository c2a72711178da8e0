"""Pages and short texts that come with a success and refuse all the same."""

from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import asked_of
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.empty_results import answered_no
from inspector.diagnose.facts.successes.pages_of_a_right import lacks_a_right
from inspector.diagnose.facts.successes.suspected_forgeries import suspects_forgery
from inspector.diagnose.facts.things.action_links import link_without_token
from inspector.protocol.field_names import looks_like_session
from inspector.protocol.login_addresses import is_form_path
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.reading.meanings import OF_A_LACK, Names
from inspector.reading.pages.filter_headers import is_held_by_a_filter
from inspector.reading.statements import PAGE_CODE
from inspector.reading.statuses import (
    ANSWERS_A_FORM,
    MAY_HIDE_PLACE,
    NO_SUCH_PLACE,
    REFUSES_LOGIN,
    SUCCESSES,
)
from inspector.story.ways.directions import Home, sends_on, told_home

# ---------------- Whether a reply sends its reader to a login: address, page and trace tell
_LOOK = 40


def wants_login(case: Case) -> bool:
    """Whether a reply is a login page or leads to one."""
    return case.heard.is_login_page or leads_to_login(case)


def leads_to_login(case: Case) -> bool:
    """Whether a redirect leads to a login: its address says so, or a login was there before.

    Applications call their login page anything; the trace shows what it is.
    """
    if case.heard.leads_to_login:
        return True
    if not case.heard.is_redirect or case.sent.is_login or case.sent.has_saml:
        return False
    target = split(case.heard.location)
    if target.netloc.lower() not in {"", case.sent.host}:
        last = case.index + 1 == len(case.trace)
        came = case if last else case.trace.case(case.index + 1)
        there = (came.sent.host, came.sent.path) == (target.netloc.lower(), target.path)
        return there and came.heard.is_login_page
    if target.netloc.lower() != case.sent.host or target.path == case.sent.path:
        return False
    near = (*case.before[-_LOOK:], *case.after[:2])
    return any(c.sent.path == target.path and _is_way_in(c) for c in near)


def leads_to_itself(case: Case) -> bool:
    """Whether a redirect leads back to the address asked, and no later try gets anything else.

    With a cookie it may be a test whether cookies come back; the second time it is none.
    """
    if not case.heard.is_redirect or not case.sent.is_safe:
        return False
    here = case.sent.url.partition("#")[0]
    if case.heard.location.partition("#")[0] != here:
        return False
    before = any(c.heard.location == case.heard.location for c in case.same_request_before)
    later = any(case.repeats(c) and not c.heard.is_redirect for c in case.after)
    return not later and (before or not case.heard.set_cookies)


# finds `redirect_flag`, `loginRequired`, `relogin`
# but not `login`, `redirects_count`
_SENDS_ON = lazy_re(
    r"(?i)^(?:redirect(?:_?(?:flag|url|uri|to|location))?|location|go_?to|re_?log_?in|"
    r"(?:needs?|requires?|must)_?(?:re)?(?:log|sign)_?in|(?:log|sign)_?in_?(?:required|needed|url))$"
)
_PAUSE = timedelta(minutes=14)  # the shortest idle time that frameworks set is 15 minutes


def sent_on_after_a_pause(case: Case) -> bool:
    """Whether a script got its answer with this session, and after a pause is only sent on.

    Such a reply has no words: it says that it failed, and where the page is to go.
    """
    if not case.is_hidden_error or not _sends_on(case):
        return False
    for life in case.trace.story.lives.sent_in(case):
        idle = life.idle_before(case) if life.is_session else None
        if idle is not None and idle >= _PAUSE and not life.accepted_after(case):
            return any(one.succeeded for one in case.same_request_before)
    return False


def _sends_on(case: Case) -> bool:
    members = case.heard.content.object.items()
    said = (value for name, value in members if _SENDS_ON.match(str(name)))
    return any(str(value).lower() not in _UNSAID for value in said)


_UNSAID = frozenset({"", "0", "false", "none", "null"})


def hidden_place(case: Case) -> Case | None:
    """Return who was answered at the address that is refused here without a reason, or None.

    Another caller was let in where this one is told that nothing is there; or the same caller may
    read what it may not write.
    """
    bare = case.status in NO_SUCH_PLACE or case.heard.gives_no_reason
    if case.status not in MAY_HIDE_PLACE or not bare or _offers_others_alone(case):
        return None
    for other in (*reversed(case.before), *case.after):
        if other.sent.path != case.sent.path or not other.succeeded:
            continue
        shares = case.shares_credential(other)
        if other.sent.method == "DELETE" or (shares and other.sent.method == case.sent.method):
            return None
        reads = other.sent.is_safe and not case.sent.is_safe
        if reads if shares else other.sent.has_any and case.status in NO_SUCH_PLACE:
            return other
    return None


def _offers_others_alone(case: Case) -> bool:
    """Whether 405 lists what the address offers, without what was asked (RFC 9110 §15.5.6)."""
    offered = case.heard.offered_methods
    refused = case.status == HTTPStatus.METHOD_NOT_ALLOWED
    return refused and bool(offered) and case.sent.method not in offered


def after_login(case: Case) -> bool:
    """Whether a login led back to a login page by a redirect: the page shows what became of it."""
    came = case.previous
    if came is None or not case.heard.is_login_page:
        return False
    return came.sent.is_login or _BY_PROVIDER.search(came.sent.path) is not None


# Where applications send people to a login provider, and where they come back.
_BY_PROVIDER = lazy_re(
    r"(?i)/(?:users/auth|auth|oauth2?|oidc|openid|saml2?|sso)/[\w-]{2,40}(?:/callback)?/?$"
)


def _is_way_in(case: Case) -> bool:
    return case.heard.is_login_page or (case.sent.is_login and case.sent.method == "POST")


def page_refuses(case: Case) -> bool:
    """Whether a 2xx reply is a login page that was not asked for, or says that access failed."""
    heard = case.heard
    if any(one.key == PAGE_CODE for one in heard.statements) and case.known:
        return True
    if is_held_by_a_filter(case.heard.headers):
        return True
    if heard.is_login_page:
        told = case.says("captive", "waf") is not None or _sent_back(case)
        return told or _unasked_login_page(case)
    if _provider_refuses(case):
        return True
    if is_page_of_a_filter(case) or case.says("captive") is not None:
        return heard.content.is_html
    return _told_in_a_notice(case) or answered_no(case) or suspects_forgery(case)


def _provider_refuses(case: Case) -> bool:
    """Whether a login provider answers a request for authorization with an error page.

    It is of the client, or by its title of the person: policies say who may use an application.
    """
    asked = case.sent.has_saml or asked_of(case) is not None
    if not asked or not case.heard.content.is_html:
        return False
    told = case.says("client-configuration", "client-refused", "invalid-scope")
    if told is not None and told.statement.kind in {"title", "page"}:
        return True
    kept_out = (case.meanings.get(name) for name in ("permission", "denied"))
    return any(one is not None and one.statement.kind == "title" for one in kept_out)


def is_page_of_a_filter(case: Case) -> bool:
    """Whether a page says that a firewall, or a host check, refused.

    Its title does, or any of its words where it came in place of data, or a header beside it.
    """
    if is_held_by_a_filter(case.heard.headers):
        return True
    told = case.says("waf", "wrong-host")
    if told is None or not case.heard.content.is_html:
        return False
    return told.statement.kind == "title" or comes_in_place_of_data(case)


def comes_in_place_of_data(case: Case) -> bool:
    """Whether a page came where the request, or the same one before, has to do with data only."""
    if not case.heard.content.is_html:
        return False
    found = case.sent.header("accept")
    wanted = found[1].value.lower() if found is not None else ""
    asked = ("json" in wanted or "xml" in wanted) and "html" not in wanted
    before = (one for one in case.same_request_before if one.succeeded)
    return asked or any(one.heard.content.json is not None for one in before)


def _told_in_a_notice(case: Case) -> bool:
    """Whether a page that answers a form says in a box that access failed.

    So does one that was read: that it is over, or on a small page to somebody who said who it is
    that a right is lacking. A large one may say so of a part of it.
    """
    words: Names = ("session-expired", "csrf") if case.sent.is_safe else _NOTICED
    if case.sent.keys or link_without_token(case) is not None:
        words = (*words, "token-refused")
    found = (meaning for name in words if (meaning := case.meanings.get(name)))
    brief = case.sent.is_login and len(case.heard.content.page.text) <= _ONE_LINE
    brief = brief and not case.heard.set_cookies
    told = any(meaning.statement.key == "notice" or brief for meaning in found)
    return told or lacks_a_right(case)


_ONE_LINE = 80  # characters


def _sent_back(case: Case) -> bool:
    """Whether a login led back to the login page, and a box there says why."""
    if not after_login(case):
        return False
    names = (*_NOTICED, *_NOTICED_AFTER_A_LOGIN)
    found = (meaning for name in names if (meaning := case.meanings.get(name)))
    return any(meaning.statement.key == "notice" for meaning in found)


_NOTICED_AFTER_A_LOGIN: Names = (
    "unreachable", "connection-failed", "captcha", "password-expired", "mfa", "ip-refused",
    "account-gone", "permission",
)  # fmt: skip
_NOTICED: Names = (
    "session-expired", "csrf", "bad-login", "locked", "too-many-attempts", "token-expired",
    "cookies-wanted",
)  # fmt: skip


# What a browser opens first: a login form there is the way in, not a refusal.
_FRONT_DOORS = frozenset({"", "/", "/index.php", "/index.html", "/index.htm", "/index.jsp", "/ui/"})


def _unasked_login_page(case: Case) -> bool:
    if case.sent.is_login:
        return (
            case.sent.method == "POST" and case.heard.content.page.has_password_field
        ) or case.said(*_OF_LOGINS) > 0
    if not case.sent.has_any and case.previous is None:
        beside = case.heard.content.page.has_its_own_subject  # what was asked for, and a login
        told = case.said("denied", *OF_A_LACK) > 0
        if (beside and not told) or case.sent.path in _FRONT_DOORS:
            return False
    return not case.sent.is_login_address or (
        case.previous is not None
        and not case.previous.sent.is_login_address
        and not case.previous.sent.is_login
    )


_OF_LOGINS: Names = (
    "bad-login", "locked", "captcha", "too-many-attempts", "csrf", "password-expired",
    "cookies-wanted", "unreachable",
)  # fmt: skip


# ---------------- A session that is sent away from where it was let in
def sent_away(case: Case) -> Case | None:
    """Return what a session was given that the same call of it is led away from; None without it.

    The reply takes the session back, or gives another in its place; or it leads from a page to the
    front page though nothing was changed in between. Who is let in later has not lost it.
    """
    target, sent = split(case.heard.location if case.heard.is_redirect else ""), case.sent
    mine = {(one.name, one.value) for one in sent.session_cookies}
    away = target.netloc.lower() in {"", sent.host} and target.path not in {"", sent.path}
    if not away or not mine or sent.credentials or sent.is_login_address or leads_to_login(case):
        return None
    lives = case.trace.story.lives.sent_in(case)
    if sent.is_login or any(life.is_session and life.accepted_after(case) for life in lives):
        return None
    given = [one for one in case.same_request_before if _gave_a_page(one, mine)]
    ended = any(name in _taken_back(case) for name, _ in mine)
    front = sent.is_safe and target.path == "/" and sent.path != "/"
    last = given[-1] if given and given[-1].sent.message.body == sent.message.body else None
    if last is None or not (ended or (front and not _changed_since(case, last))):
        return None
    return last


def _gave_a_page(case: Case, session: set[tuple[str, str]]) -> bool:
    """Whether the same session got something here, and kept its cookie."""
    mine = {(one.name, one.value) for one in case.sent.session_cookies}
    kept = not any(name in _taken_back(case) for name, _ in session)
    return mine == session and case.status in SUCCESSES and kept and not case.heard.is_login_page


def _taken_back(case: Case) -> set[str]:
    """Return the names of the sessions sent which a reply deletes, or gives another value."""
    mine = {one.name: one.value for one in case.sent.session_cookies}
    return {c.name for _, c in case.cookies_set if c.name in mine and c.value != mine[c.name]}


def _changed_since(case: Case, given: Case) -> bool:
    """Whether something was changed since, for which a page may lead on: an order was made."""
    since = (one for one in case.before if one.index > given.index)
    return any(not one.sent.is_safe and one.sent.host == case.sent.host for one in since)


def led_to_front(case: Case) -> bool:
    """Whether a call without anything is led from a place deep inside to the front page.

    A session for nobody is set: people log in there. Only of what was sent from here is it known
    that nothing went along, and that no page led there.
    """
    sent, target = case.sent, split(case.heard.location if case.heard.is_redirect else "")
    front = target.netloc.lower() in {"", sent.host} and target.path == "/" and not target.query
    deep = sent.path.strip("/").count("/") > 0 and sent.is_safe and not sent.is_login_address
    given = any(looks_like_session(cookie.name) for _, cookie in case.cookies_set)
    return front and deep and given and case.is_whole and not (sent.has_any or case.before)


# ---------------- A login that leads back to its form, without a word of why
def led_back_to_form(case: Case) -> str:
    """Return the path of the form to which a login leads back, empty where it may have gone well.

    An address that names a step (`/login?step=2`) asks for more. A page that comes next says what
    became of the login, if only by leading on.
    """
    target = split(case.heard.location if case.heard.is_redirect else "")
    if case.status not in ANSWERS_A_FORM or not case.sent.is_login or case.sent.method != "POST":
        return ""
    if not target.path or _is_same_address(case, target.scheme, target.path):
        return ""
    if target.netloc.lower() not in {"", case.sent.host} or not _says_whither(target.query):
        return ""
    near = (*case.before[-_LOOK:], *case.after[:_NEXT])
    # where a refusal shows the form, its place is that of what was asked for
    forms = (c for c in near if c.heard.is_login_page and c.status not in REFUSES_LOGIN)
    shown = any(c.sent.path == target.path for c in forms)
    if not (shown or is_form_path(target.path)) or any(map(_went_on, case.after[:_NEXT])):
        return ""
    told = any(after_login(c) and _sent_back(c) for c in case.after[:1])
    return "" if told else target.path


_NEXT = 5


def _is_same_address(case: Case, scheme: str, path: str) -> bool:
    """Whether a redirect only writes the address otherwise: by https, or with a slash."""
    slash = path != case.sent.path and path.strip("/") == case.sent.path.strip("/")
    return slash or scheme not in {"", case.sent.parts[0]}


def _went_on(later: Case) -> bool:
    """Whether somebody was let in after a login: given a page, or led to another than the form."""
    if later.heard.is_redirect:
        return not wants_login(later)
    return later.succeeded and later.may_carry and not wants_login(later)


def _says_whither(query: str) -> bool:
    """Whether a query names at most the place where the login shall lead later."""
    return all(_WHITHER.match(one) for one in query.split("&") if one)


# finds `next=%2Fstats`, `returnUrl=/a`
# but not `step=2`
_WHITHER = lazy_re(
    r"(?i)(?:return|redirect|next|back|continue|goto|target|dest|from|came_from|referer|url)[\w-]{0,20}="
)


# ---------------- A login that lets nobody in and says where the account is
def account_home(case: Case) -> tuple[Home, Case | None] | None:
    """Return where a login says that the account is, and who was told the same; None otherwise.

    In a copy without cookies somebody may have been let in, unless the reply itself sends on.
    """
    home = told_home(case)
    if home is None:
        return None
    near = (*case.before, *case.after)
    again = next((one for one in near if one.repeats(case) and told_home(one) == home), None)
    open_ended = case.may_be_stripped and again is None and not sends_on(case)
    return None if open_ended else (home, again)
