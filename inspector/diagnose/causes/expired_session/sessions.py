"""Sessions that were valid and are not any more."""

from datetime import timedelta
from http import HTTPStatus

from inspector.diagnose.facts.authorization_requests import NEEDS_A_LOGIN, brought_back
from inspector.diagnose.facts.callers.ended_sessions import (
    asks_for_no_cookie,
    good_moments_ago,
    hardly_ended,
    held_login,
    only_guessed,
    renewed_elsewhere,
    taken_back,
    token_in_a_cookie,
)
from inspector.diagnose.facts.callers.newer_values import newer_than_sent
from inspector.diagnose.facts.callers.origins import let_in_from_another_page
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import Kept, cookies_kept
from inspector.diagnose.facts.refusing_pages import after_login, leads_to_login, wants_login
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.weights import (
    CLEAR,
    FAINT,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    MUCH_LESS,
    OPEN,
    RATHER,
    SHOWN,
    SOUND,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.field_names import is_csrf_name, names_a_session
from inspector.protocol.keys import key_facts
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_LACK, OF_A_RIGHT, Names
from inspector.reading.statuses import ERRORS, LOGIN_TIMEOUT, TURNS_AWAY
from inspector.story.entry import identity
from inspector.story.logins import is_login_callback
from inspector.wording import tr
from inspector.wording.dates import utc_clock
from inspector.wording.durations import span

_SAYS: Names = ("session-expired",)
_CALLED_A_TOKEN: Names = (*_SAYS, "token-expired")  # as some call the cookie of a session


def login_timeout(case: Case) -> Found:
    """Status 440: the login has timed out."""
    if case.status == LOGIN_TIMEOUT:
        cookies = [
            fact(tr("The cookie {name} was sent.", name=c.name), c.place)
            for c in case.sent.session_cookies[:1]
        ]
        yield case.suspect(
            "login-timeout", SHOWN, case.status_evidence, *cookies, *case.quote(*_SAYS)
        )


def session_ended(case: Case) -> Found:
    """A session was sent and is refused, leads to a login, or the server says that it ended."""
    held = _session(case)
    if held is None or case.sent.is_login or case.sent.is_token_request or _is_of_nobody(case):
        return
    weight = _weight(case)
    if newer_than_sent(case) is not None or renewed_elsewhere(case) is not None:
        weight *= MUCH_LESS  # it did not end by itself, or not at all
    elif hardly_ended(case):
        weight = min(weight, OPEN)
    if weight:
        yield case.refused_for(
            "session-ended",
            weight,
            *case.quote(*_CALLED_A_TOKEN),
            fact(tr("A session was sent in {name}.", name=held.name), held.place),
            *_login(case),
            *_deleted(case),
            name=held.name,
        )


def _is_of_nobody(case: Case) -> bool:
    """Whether the redirect that led here gave the session: nobody has logged in with it."""
    came = case.previous
    if came is None or not came.heard.leads_to_login or case.sent.credentials:
        return False
    given = {(cookie.name, cookie.value) for _, cookie in came.cookies_set}
    mine = {(one.name, one.value) for one in case.sent.session_cookies}
    return bool(mine) and mine <= given


def session_in_header(case: Case) -> Found:
    """A session was sent in a header of its own, and nothing says why it is refused."""
    held = next((key for key in case.sent.keys if names_a_session(key.name)), None)
    if held is None or held.where != "header" or case.sent.authorization is not None:
        return
    if _turns_a_session_away(case) and not case.said(*_SAYS, *_OF_A_KEY):
        worked = [
            fact(tr("The same session worked before."), c.heard_line)
            for c in case.before
            if c.succeeded and _is_one_place(case, c) and case.shares_credential(c)
        ]
        yield case.refused_for(
            "session-ended",
            OPEN if newer_than_sent(case) is not None else STRONG if worked else RATHER,
            fact(tr("A session was sent in {name}.", name=held.name), held.place),
            *worked[-1:],
            name=held.name,
        )


def _is_one_place(case: Case, other: Case) -> bool:
    return (other.sent.method, other.sent.path) == (case.sent.method, case.sent.path)


def _turns_a_session_away(case: Case) -> bool:
    """Whether nobody is known by it, or it is gone and a login is asked for."""
    gone = case.status == HTTPStatus.GONE and case.said(*OF_A_LACK) > 0
    return gone or case.status == HTTPStatus.UNAUTHORIZED


_OF_A_KEY: Names = (
    "key-refused", "token-refused", "token-expired", "revoked", "csrf", *OF_A_RIGHT,
)  # fmt: skip


def _session(case: Case) -> Credential | None:
    if case.sent.session_cookies:
        return case.sent.session_cookies[0]
    keys = [key for key in case.sent.keys if "sess" in key.name.lower() or key.where == "body"]
    if keys:
        return keys[0]
    main = case.sent.main
    login = main is not None and main.scheme in LOGIN_SCHEMES  # it begins anew with each request
    return main if case.said(*_SAYS) and not login else None


def _takes_an_error_back(case: Case) -> bool:
    """Whether a provider sends back why there is no login: its cookies of that login are done."""
    return brought_back(case)[0] not in {"", *NEEDS_A_LOGIN}


def _weight(case: Case) -> float:
    cookie_only = bool(case.sent.session_cookies) and not case.sent.credentials
    opaque = cookie_only and not case.sent.session_cookies[0].claims
    said = case.said(*(_CALLED_A_TOKEN if opaque else _SAYS))
    if said:
        by_words = (CLEAR if cookie_only or _is_session_key(case) else LIKELY) * said
        return max(by_words, CLEAR) if _deleted(case) else by_words
    if not cookie_only or case.said("csrf", "origin-refused", "captive", "waf", "ip-refused"):
        return 0.0
    unread = case.said("missing") and _is_good_token(case)
    if unread or (only_guessed(case) and case.heard.challenges):
        return FAINT if unread else OPEN
    if wants_login(case) or _deleted(case):
        told = is_login_callback(case) or _takes_an_error_back(case)
        return FAINT if told or (case.heard.is_login_page and case.said("bad-login")) else SOUND
    if case.status == HTTPStatus.UNAUTHORIZED:
        unread = asks_for_no_cookie(case) or token_in_a_cookie(case) is not None
        return OPEN if unread and not _worked(case) else FAIR
    known = any(case.sent.session_cookies[0].value == kept.value for kept in cookies_kept(case))
    return (SOUND if known else FAIR) * case.said("not-authenticated", "missing")


def _worked(case: Case) -> bool:
    return any(c.succeeded and case.shares_credential(c) for c in (*case.before, *case.after))


def _is_good_token(case: Case) -> bool:
    """Whether the cookie is a JWT whose time is not over: nobody looked at it."""
    held = case.sent.session_cookies[0]
    return "exp" in held.claims and expired_by(case, held) is None


def _is_session_key(case: Case) -> bool:
    return bool(case.sent.keys) and case.sent.authorization is None


def _login(case: Case) -> list[Evidence]:
    if leads_to_login(case):
        place = case.heard.header_place("location") or case.heard_body
        return [fact(tr("The reply leads to a login."), place)]
    if case.heard.is_login_page:
        title = case.heard.content.page.title or tr("a page with a password field")
        return [
            fact(
                tr("The reply is a login page: {title}.", title=title),
                case.heard.statements[0].place if case.heard.statements else None,
            )
        ]
    return []


def _deleted(case: Case) -> list[Evidence]:
    """Evidence that the reply deletes a session cookie that was sent."""
    place = case.heard.header_place("set-cookie")
    return [
        fact(tr("The reply deletes the cookie {name}.", name=name), place)
        for name in taken_back(case)
    ]


def session_lost(case: Case) -> Found:
    """The same session worked earlier in this trace."""
    refused = case.is_refused or wants_login(case)
    told = case.said(*_SAYS, "not-authenticated")
    if not (refused or told) or case.said("csrf", "waf", "ip-refused", "refresh-reused"):
        return
    if case.said("permission") and not case.heard.is_login_page:
        return
    held = case.trace.story.lives.sent_in(case)
    if any(life.kind == "session" and life.accepted_after(case) for life in held):
        return  # it lives
    if renewed_elsewhere(case) is not None:
        return
    cookies = _told_apart(case)
    if not cookies or case.sent.authorization is not None or held_login(case) is not None:
        return
    worked = [c for c in case.before if c.succeeded and cookies & _told_apart(c)]
    if worked and (case.sent.is_safe or any(not c.sent.is_safe for c in worked) or told):
        yield _lost(case, worked[-1])


def _told_apart(case: Case) -> set[tuple[str, str]]:
    """Return the session cookies whose bytes are in the record."""
    return {(c.name, c.value) for c in case.sent.session_cookies if identity(c)}


def _lost(case: Case, last: Case) -> Suspicion:
    start, end = last.server_time, case.server_time
    ago = span(end - start) if start is not None and end is not None else ""
    cookie = case.sent.session_cookies[0]
    return case.refused_for(
        "session-lost",
        _weight_of_a_loss(case, last),
        fact(
            tr("The same cookie worked {ago} before.", ago=ago)
            if ago
            else tr("The same cookie worked before."),
            last.sent.session_cookies[0].place,
        ),
        fact(tr("The cookie {name} was sent unchanged.", name=cookie.name), cookie.place),
        *case.quote(*_SAYS, "not-authenticated"),
        ago=ago,
        name=cookie.name,
    )


def _weight_of_a_loss(case: Case, last: Case) -> float:
    if let_in_from_another_page(case) is not None:
        return HALF  # where it comes from differs, too, and a server may look at that
    if case.identities < last.identities:
        return FAIR  # more went along then, and may be what is missed
    most = STRONG
    if case.status == HTTPStatus.FORBIDDEN:  # it knows who asks, mostly
        missed = case.said(*_SAYS, "not-authenticated", "missing", "unauthorized")
        if case.heard.gives_no_reason:
            most = SOUND  # a right may have gone
        elif not (missed or case.heard.content.is_html):
            most = FAIR  # the words speak of something else
    return most if _is_one_place(case, last) else _weight_elsewhere(case, last)


def _weight_elsewhere(case: Case, last: Case) -> float:
    """Less where another place took it moments ago: this one may read no session, or not for this.

    What is taken at another place never proves that a session has ended since; 403 least of all.
    """
    moments = good_moments_ago(case, last) and not case.said(*_SAYS)
    at_once = OPEN if case.status == HTTPStatus.FORBIDDEN else RATHER
    return HINT if hardly_ended(case) else at_once if moments else LIKELY


def cookie_expired(case: Case) -> Found:
    """The cookie that was set has run out by its own date, sent or not.

    So has one that a sign-in began with, where its answer comes late.
    """
    late = is_login_callback(case) and case.status in ERRORS
    if not (case.is_refused or wants_login(case) or late):
        return
    now = case.server_time
    for cookie in cookies_kept(case):
        begun = late and cookie.path_fits and case.trace.case(cookie.entry).heard.is_redirect
        meant = (cookie.looks_like_session or begun) and bool(cookie.value)
        if cookie.expired and meant and now is not None:
            yield _expired(case, cookie)
            return
    for token in case.sent.session_cookies:
        ago = expired_by(case, token) if token.claims else None
        if ago is not None:
            yield case.refused_for(
                "cookie-expired",
                STRONG,
                fact(
                    tr(
                        "The token in the cookie {name} expired {ago} before.",
                        name=token.name,
                        ago=span(ago),
                    ),
                    token.place,
                ),
                name=token.name,
                ago=span(ago),
            )


def _expired(case: Case, cookie: Kept) -> Suspicion:
    now = case.server_time
    ago = span(now - cookie.ends) if now is not None and cookie.ends is not None else ""
    kept = any(name == cookie.name for name, _, _ in case.sent.cookies)
    return case.refused_for(
        "cookie-expired",
        SOUND if kept else CLEAR,  # a server may go on taking what its client goes on sending
        fact(
            tr("The cookie {name} ended {ago} before this request.", name=cookie.name, ago=ago),
            cookie.place,
        ),
        name=cookie.name,
        ago=ago,
    )


def led_to_login(case: Case) -> Found:
    """A way to a login page without anything sent, although the host let us in before."""
    if case.sent.has_any or not wants_login(case) or after_login(case):
        return
    was_in = [c for c in case.before if c.succeeded and c.sent.session_cookies]
    yield case.refused_for("login-page", LIKELY if was_in else HINT, *_login(case))


def led_to_login_as_well(case: Case) -> Found:
    """A login in Authorization and a cookie were sent, and both are led to a page to log in at.

    A program that reads Authorization asks for it with 401: what is missed here is the session.
    """
    asked = case.previous or case
    held = next((one for one in asked.sent.cookies if not is_csrf_name(one[0])), None)
    if not asked.heard.leads_to_login or asked.sent.authorization is None or held is None:
        return
    name, value, place = held
    same = (one for one in reversed(case.before) if one.succeeded and asked.repeats(one))
    taken = next((c for c in same if (name, value) in {one[:2] for one in c.sent.cookies}), None)
    worked = [] if taken is None else [fact(tr("The same cookie worked before."), taken.heard_line)]
    yield case.refused_for(
        "session-ended",
        FAIR if taken is None else CLEAR,
        fact(tr("The cookie {name} was sent.", name=name), place),
        *worked,
        *_login(asked),
        name=name,
    )


# ---------------- Login tickets that show their age and are older than such tickets live
_LIVES = timedelta(hours=2)  # Proxmox VE always, mod_auth_tkt where nothing else is set


def old_ticket(case: Case) -> Found:
    """The ticket was made more than two hours before the server judged it."""
    now = case.server_time
    if now is None or not (case.status in TURNS_AWAY or case.heard.is_redirect):
        return
    for sent in (*case.sent.session_cookies, *case.sent.credentials):
        made = key_facts.ticket_time(sent.bare)
        if made is None or now - made <= _LIVES:
            continue
        always = sent.bare.startswith("PVE:")
        yield case.refused_for(
            "ticket-expired",
            STRONG if always else FAIR,
            fact(
                tr(
                    "The ticket in {name} was made {ago} ago.", name=sent.name, ago=span(now - made)
                ),
                sent.place,
            ),
            fact(tr("The server's clock said {now}.", now=utc_clock(now, now)), case.date_place),
            name=sent.name,
            ago=span(now - made),
        )


RULES = (
    session_in_header,
    login_timeout,
    session_ended,
    session_lost,
    cookie_expired,
    led_to_login,
    led_to_login_as_well,
    old_ticket,
)
