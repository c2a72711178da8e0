"""A CSRF token is known and was not sent, does not match, or reading works where writing fails."""

import html
from http import HTTPStatus
from urllib.parse import unquote

from inspector.diagnose.facts.authorization_requests import asked_before
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import (
    Kept,
    cookies_kept,
    known_token,
    may_be_for_forgery,
    reading_is_refused_too,
)
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, HALF, LIKELY, OPEN, SHOWN, SOUND, STRONG
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.message import Header
from inspector.protocol.field_names import is_csrf_header, is_csrf_name, is_renewed, is_token_header
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import WITHOUT_A_REASON, Names
from inspector.reading.statuses import CHALLENGES, ERRORS, PAGE_EXPIRED, REFUSES_FORGERY, TURNS_AWAY
from inspector.story.logins import is_login_callback
from inspector.wording import tr


def token_not_repeated(case: Case) -> Found:
    """A session is used, a CSRF token is known, and a changing request does not repeat it."""
    if case.sent.is_safe or not may_be_for_forgery(case) or case.sent.csrf_tokens:
        return
    if case.said("csrf") or not _sent_by_itself(case) or reading_is_refused_too(case):
        return
    place, name = known_token(case)
    if place is not None:
        yield case.refused_for(
            "csrf-token-missing",
            LIKELY,
            fact(tr("The CSRF token {name} is known.", name=name), place),
            fact(tr("{method} does not repeat it.", method=case.sent.method), case.sent_line),
            absent=True,
            name=name,
        )


def _sent_by_itself(case: Case) -> bool:
    """Whether what says who calls is sent by a browser unasked: a session, or a password."""
    sent = case.sent.authorization
    if sent is None:
        return bool(case.sent.session_cookies)
    return sent.scheme in LOGIN_SCHEMES and case.status in REFUSES_FORGERY - CHALLENGES


def token_differs(case: Case) -> Found:
    """The token in header or body is not the one of the cookie or of the earlier reply.

    Also where a redirect, or a reply that is one, says so in its address (`/signin?csrf=true`), or
    that the login failed.
    """
    led_back = case.heard.leads_to and case.said("bad-login")
    if case.sent.is_safe or not (may_be_for_forgery(case) or case.said("csrf") or led_back):
        return
    for cookie in case.sent.csrf_cookies:
        for token in case.sent.csrf_tokens:
            if token.value and cookie.value and not _fits(token.value, cookie.value):
                yield case.refused_for(
                    "csrf-token-mismatch",
                    _for_a_difference(case, token, cookie),
                    fact(
                        tr(
                            "The token in {name} differs from the cookie {cookie}.",
                            name=token.name,
                            cookie=cookie.name,
                        ),
                        token.place,
                    ),
                    fact(tr("This is the cookie."), cookie.place),
                    name=token.name,
                )
                return


def _for_a_difference(case: Case, token: Credential, cookie: Credential) -> float:
    if case.said("bad-login", "permission"):
        return HALF
    refuses = case.status in TURNS_AWAY or case.status == PAGE_EXPIRED or case.said("csrf")
    if not refuses and not case.heard.gives_no_reason:
        return OPEN  # the words are of something else: "out of stock"
    return SOUND if _spelt(token.name) & _spelt(cookie.name) else FAIR


def _spelt(name: str) -> set[str]:
    """Return how a name calls it.

    Who reads `X-CSRF-TOKEN` may set `XSRF-TOKEN` for `X-XSRF-TOKEN`, with another value: the two
    are no pair then.
    """
    plain = name.lower()
    return {one for one in ("csrf", "xsrf") if one in plain} or {"csrf", "xsrf"}


def token_from_elsewhere(case: Case) -> Found:
    """A page of this trace handed out a token, and the one sent is not it."""
    if not may_be_for_forgery(case) or case.sent.is_safe or case.sent.csrf_cookies:
        return
    if not case.sent.csrf_tokens or case.meanings.keys() - _BARE:
        return
    place, name = known_token(case)
    token = case.sent.csrf_tokens[0]
    if place is None or not token.bare or _seen_before(case, token.bare):
        return
    if reading_is_refused_too(case):
        return
    yield case.refused_for(
        "csrf-token-mismatch",
        LIKELY,
        fact(tr("A reply before handed out {name}.", name=name), place),
        fact(tr("The token sent in {name} is not from there.", name=token.name), token.place),
        name=token.name,
    )


def _seen_before(case: Case, value: str) -> bool:
    """Whether an earlier reply holds this value, in a header or escaped in a page."""
    for earlier in case.before:
        if value in html.unescape(earlier.heard.content.text):
            return True
        if any(value in unquote(header.value) for header in earlier.heard.headers):
            return True
    return False


def _fits(token: str, cookie: str) -> bool:
    """Whether token and cookie may belong together: equal, or one holds the other.

    A cookie may hold the token and its hash: then the half as long as the token is compared.
    """
    if token == cookie or token in cookie or cookie in token:
        return True
    halves = _HALVES.split(unquote(cookie), 1)
    hashed = len(halves) > 1 and len(token) >= _SHORTEST and len(halves[0]) == len(token)
    return len(token) != len(cookie) and not hashed


_HALVES = lazy_re(r"[|.:!]")


def header_asked_for(case: Case) -> Found:
    """The CORS headers name a CSRF header that a request with a session did not send."""
    if not case.sent.session_cookies or case.sent.csrf_tokens or not case.is_refused:
        return
    allowed = case.heard.header("access-control-allow-headers")
    names = [name.strip() for name in allowed.split(",")]
    wanted = next((name for name in names if is_csrf_name(name)), "")
    if wanted and case.sent.authorization is None:
        yield case.refused_for(
            "csrf-token-missing",
            CLEAR if "nonce" in wanted.lower() else _for_a_header(case),
            fact(
                tr("The server reads the header {name}.", name=wanted),
                case.heard.header_place("access-control-allow-headers"),
            ),
            fact(
                tr("Only the cookie {name} was sent.", name=case.sent.session_cookies[0].name),
                case.sent.session_cookies[0].place,
            ),
            absent=True,
            name=wanted,
        )


def _for_a_token(case: Case, header: Header) -> float:
    if case.said("csrf") or header.value.lower() == "required":
        return STRONG
    reading = case.sent.is_safe and case.status == HTTPStatus.UNAUTHORIZED
    return OPEN if reading and is_csrf_name(header.name) else SOUND


def _for_a_header(case: Case) -> float:
    """Return how much a header named beside a refusal weighs: servers name it to everybody."""
    if case.sent.is_safe:
        return OPEN
    return FAIR if case.status == HTTPStatus.UNAUTHORIZED else SOUND


def token_handed_out(case: Case) -> Found:
    """The refusal itself hands out the token, or names the header, that has to be sent."""
    if not may_be_for_forgery(case):
        return
    for index, header in enumerate(case.heard.headers):
        name = header.name.lower()
        named = is_csrf_header(name)
        if not named or case.sent.header(name) is not None or name.startswith("access-control"):
            continue
        yield case.refused_for(
            "csrf-token-missing",
            _for_a_token(case, header),
            fact(
                tr("The refusal hands out {name}.", name=header.name),
                places.in_header(case.index, "reply", index, header),
            ),
            fact(tr("The request did not send it."), case.sent_line),
            name=header.name,
        )
        return


def reading_works(case: Case) -> Found:
    """With the same cookies GET works, and the changing request does not."""
    if case.sent.is_safe or not may_be_for_forgery(case) or not case.sent.session_cookies:
        return
    if case.sent.credentials or case.sent.csrf_tokens or case.sent.is_login:
        return
    if case.said("permission", "locked", "bad-login", "session-expired", "waf"):
        return
    if reading_is_refused_too(case):
        return
    mine = {(c.name, c.value) for c in case.sent.session_cookies}
    for other in (*case.after, *reversed(case.before)):
        same = mine & {(c.name, c.value) for c in other.sent.session_cookies}
        if other.succeeded and other.sent.is_safe and same:
            yield case.refused_for(
                "csrf-token-missing",
                LIKELY,
                fact(
                    tr(
                        "{method} {path} worked with the same cookies.",
                        method=other.sent.method,
                        path=other.sent.path,
                    ),
                    other.sent.session_cookies[0].place,
                ),
                fact(tr("{method} was refused.", method=case.sent.method), case.sent_line),
            )
            return


def nothing_to_check(case: Case) -> Found:
    """A changing request rests on a session cookie alone and is refused without a word."""
    if case.sent.is_safe or not case.sent.session_cookies or case.sent.csrf_tokens:
        return
    if reading_is_refused_too(case) or not may_be_for_forgery(case):
        return
    bare = case.status == HTTPStatus.FORBIDDEN and not case.meanings.keys() - _BARE
    if bare and not case.sent.credentials and not case.sent.is_login:
        cookie = case.sent.session_cookies[0]
        yield case.refused_for(
            "csrf-token-missing",
            HALF,
            fact(tr("Only the cookie {name} says who calls.", name=cookie.name), cookie.place),
            fact(
                tr("No CSRF token was sent with {method}.", method=case.sent.method), case.sent_line
            ),
        )


_BARE = frozenset(WITHOUT_A_REASON)


# ---------------- A CSRF token came back without the cookie that was set with it
def cookie_of_the_token(case: Case) -> Found:
    """The token was sent in body or header, and its cookie, set by the same reply, was not."""
    if case.sent.is_safe or not case.sent.csrf_tokens or case.sent.csrf_cookies:
        return
    if not may_be_for_forgery(case) and not (case.heard.is_redirect and case.said("csrf")):
        return
    token = case.sent.csrf_tokens[0]
    kept = next((c for c in cookies_kept(case) if is_csrf_name(c.name) and _comes_along(c)), None)
    if kept is None:
        return
    elsewhere = tr("Its Path is {path}, where this address is not.", path=kept.path)
    told = case.said("csrf")
    yield case.refused_for(
        "csrf-cookie-not-sent",
        SHOWN if told else _weight(case),
        *case.quote("csrf"),
        fact(tr("The cookie {name} was set with the token.", name=kept.name), kept.place),
        fact(tr("The token is sent in {name}.", name=token.name), token.place),
        fact(tr("The cookie is not.") if kept.path_fits else elsewhere, case.sent_line),
        absent=True,
        name=kept.name,
    )


def _comes_along(cookie: Kept) -> bool:
    """Whether a cookie would be sent, or is kept back by its Path alone (RFC 6265 §5.1.4)."""
    return cookie.would_be_sent or bool(
        cookie.value and not cookie.expired and not cookie.path_fits
    )


def _weight(case: Case) -> float:
    """Weigh what nobody said: a refused login may as well be a wrong password."""
    return HALF if case.sent.is_login and case.said("bad-login") else SOUND


# ---------------- Its cookie is Secure, and never comes back over http
def cookie_left_over_http(case: Case) -> Found:
    """A page set the cookie of a token with Secure over http: no write carries it, nor the token.

    Browsers drop such a cookie (RFC 6265bis §4.1.2.5); reading goes on, as it needs none.
    """
    sent = case.sent
    if sent.is_safe or sent.csrf_cookies or sent.csrf_tokens or not may_be_for_forgery(case):
        return
    if sent.authorization is not None or case.said(*_OTHERWISE) or reading_is_refused_too(case):
        return
    kept = next((c for c in cookies_kept(case) if c.secure_lost and is_csrf_name(c.name)), None)
    if kept is None:
        return
    reads = any(one.sent.is_safe and one.came for one in (*case.before, *case.after))
    yield case.refused_for(
        "csrf-cookie-over-http",
        CLEAR if reads else FAIR,
        fact(tr("The cookie {name} is marked Secure.", name=kept.name), kept.place),
        fact(tr("The address begins with http: and the cookie stays behind."), case.sent_line),
        name=kept.name,
    )


_OTHERWISE: Names = ("bad-login", "locked", "too-many-attempts", "session-expired", "waf")


# ---------------- The refusal offers another token than the one that was sent
_SHORTEST = 12
_SAME_NAME, _LIKE_NAME = CLEAR, SOUND


def other_token_offered(case: Case) -> Found:
    """A header of the reply holds a token of the same kind as the one sent, and another value."""
    if not may_be_for_forgery(case) or case.said("token-expired", "permission", "scope"):
        return
    for index, given in enumerate(case.heard.headers):
        if len(given.value) < _SHORTEST or " " in given.value:
            continue
        for line, sent in enumerate(case.sent.message.headers):
            if _kin(sent, given) and sent.value != given.value:
                yield case.refused_for(
                    "csrf-token-mismatch",
                    _SAME_NAME if sent.name.lower() == given.name.lower() else _LIKE_NAME,
                    fact(
                        tr("The refusal offers another token in {name}.", name=given.name),
                        places.in_header(case.index, "reply", index, given),
                    ),
                    fact(
                        tr("The token sent in {name} is not that one.", name=sent.name),
                        places.in_header(case.index, "request", line, sent),
                    ),
                    name=sent.name,
                )
                return


def _kin(sent: Header, given: Header) -> bool:
    """Whether two headers carry the same kind of token: equal names, or one adds to the other."""
    mine, theirs = sent.name.lower(), given.name.lower()
    if mine == theirs:
        return is_renewed(mine)
    return is_token_header(mine) and theirs.startswith(f"{mine}-") and "expir" not in theirs


# ---------------- The provider's answer comes back with another `state` than was sent


def state_differs(case: Case) -> Found:
    """The callback is refused, and its state is not the one of this login."""
    state = dict(case.sent.query).get("state", "")
    if case.status not in ERRORS or not state or not is_login_callback(case):
        return
    asked = asked_before(case)
    wanted = asked.parameters.get("state", "") if asked is not None else ""
    if asked is None or not wanted or wanted == state:
        return
    yield case.refused_for(
        "csrf-token-mismatch",
        STRONG,
        fact(tr("The state sent back is not the one of this login."), asked.place),
        fact(tr("The request brings a code of the provider back."), case.sent_line),
        name="state",
    )


RULES = (
    nothing_to_check,
    token_not_repeated,
    token_differs,
    token_from_elsewhere,
    header_asked_for,
    token_handed_out,
    reading_works,
    cookie_of_the_token,
    cookie_left_over_http,
    other_token_offered,
    state_differs,
)
