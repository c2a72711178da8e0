"""A token and the cookie it is compared with: one without the other, or both from elsewhere."""

from http import HTTPStatus
from urllib.parse import unquote

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept, reading_is_refused_too
from inspector.diagnose.facts.stale_tokens import forbids_a_write_with_a_token
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAIR, SHOWN, SOUND
from inspector.model.finding import Cause
from inspector.protocol.field_names import cookie_repeated_in, is_csrf_name
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split
from inspector.reading import places
from inspector.reading.statuses import ERRORS
from inspector.story.logins import is_login_callback
from inspector.wording import tr

_LOOK = 40


def repeated_without_its_cookie(case: Case) -> Found:
    """The header is one that frameworks compare with a cookie, and that went with no request."""
    sent, told = case.sent, case.said("csrf")
    if sent.is_safe or sent.csrf_cookies or not sent.cookies or sent.credentials:
        return
    if case.status != HTTPStatus.FORBIDDEN or not (told or case.heard.gives_no_reason):
        return
    token = next((one for one in sent.csrf_tokens if cookie_repeated_in(one.name)), None)
    if token is None or reading_is_refused_too(case) or _is_kept(case) or _is_taken_so(case):
        return
    name = cookie_repeated_in(token.name)
    yield case.refused_for(
        "csrf-cookie-not-sent",
        SOUND if told else FAIR,
        fact(
            tr("{name} repeats a cookie, as a rule {cookie}.", name=token.name, cookie=name),
            token.place,
        ),
        fact(tr("The cookie is not."), case.sent_line),
        absent=True,
        name=name,
    )


def _is_kept(case: Case) -> bool:
    """Whether a reply before set the cookie: then that tells more."""
    return any(is_csrf_name(one.name) for one in cookies_kept(case))


def _is_taken_so(case: Case) -> bool:
    """Whether a change was accepted here with such a header and without its cookie."""
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    return any(
        one.came and not one.sent.is_safe and one.sent.csrf_tokens and not one.sent.csrf_cookies
        for one in near
    )


# ---------------- A token came with a session, and the write is forbidden without a word
def token_of_a_bare_refusal(case: Case) -> Found:
    """Who checks tokens says 403 and no more, where a right that is missing is mostly told.

    Of eight such refusals at real servers all came of the token: of another session, made up, or
    without its cookie.
    """
    if not forbids_a_write_with_a_token(case) or reading_is_refused_too(case):
        return
    token = case.sent.csrf_tokens[0]
    yield case.refused_for(
        "csrf-token-mismatch",
        FAIR,
        fact(tr("A token against forgery was sent in {name}.", name=token.name), token.place),
        fact(tr("The refusal gives no reason."), case.heard_line),
        name=token.name,
    )


# ---------------- The pair is whole, and the page another host's
def pair_from_another_origin(case: Case) -> Found:
    """Token and cookie came, the check against forgery fails, and Origin names another host.

    Frameworks that look at Origin do so before they compare the two.
    """
    origin = case.sent.header("origin")
    told = case.says("csrf")
    if case.sent.is_safe or origin is None or told is None or not _is_pair(case):
        return
    if _OF_A_TOKEN.search(told.statement.plain):
        return  # the two were compared
    host = split(origin[1].value).netloc.lower()
    if not host or host == case.sent.host or any(_is_let_in(case, one) for one in case.before):
        return
    from_there = tr(
        "Origin is {origin}, and {host} was asked.", origin=origin[1].value, host=case.sent.host
    )
    yield case.refused_for(
        "origin-refused",
        CLEAR,
        *case.quote("csrf"),
        fact(from_there, places.in_header(case.index, "request", *origin)),
        fact(tr("The token came with its cookie."), case.sent_line),
        origin=origin[1].value,
    )


# finds `csrf token mismatch`
# but not `csrf verification failed`
_OF_A_TOKEN = lazy_re(r"\b(?:tokens?|cookies?)\b")


def _is_pair(case: Case) -> bool:
    """Whether a token came with a cookie of which nothing shows that it is another's."""
    pairs = [(t.value, c.value) for t in case.sent.csrf_tokens for c in case.sent.csrf_cookies]
    return bool(pairs) and all(t == c or len(t) != len(c) for t, c in pairs)


def _is_let_in(case: Case, other: Case) -> bool:
    """Whether a change from the same origin was given."""
    mine, theirs = case.sent.header("origin"), other.sent.header("origin")
    same = mine is not None and theirs is not None and mine[1].value == theirs[1].value
    return same and other.succeeded and not other.sent.is_safe


# ---------------- The server takes its own address for http, and the page came by https
def pair_of_a_server_behind_tls(case: Case) -> Found:
    """A token came from the site's own page, and the site's redirects lead to http.

    A server in front ends TLS and does not say so (X-Forwarded-Proto), so that the program holds
    an Origin of https against an address of http.
    """
    origin = case.sent.header("origin")
    about = case.said("csrf") or any(known.says.cause is Cause.CSRF_FAILURE for known in case.known)
    if case.sent.is_safe or origin is None or not case.sent.csrf_tokens or not about:
        return
    if origin[1].value.lower() != f"https://{case.sent.host}":
        return
    led = next((one for one in reversed(case.before) if _leads_to_http(one, case.sent.host)), None)
    if led is None:
        return
    came = tr("Origin is {origin}.", origin=origin[1].value)
    yield case.refused_for(
        "origin-refused",
        CLEAR,
        fact(came, places.in_header(case.index, "request", *origin)),
        fact(
            tr("The site itself led to {address}.", address=led.heard.location),
            led.heard.header_place("location"),
        ),
        origin=origin[1].value,
    )


def _leads_to_http(entry: Case, host: str) -> bool:
    if not entry.heard.is_redirect or not entry.sent.url.startswith("https://"):
        return False
    return entry.heard.location.lower().startswith(f"http://{host}/") and entry.sent.host == host


# ---------------- The `state` of a sign-in, and the cookie that keeps it (RFC 6749 §10.12)
def state_beside_its_cookie(case: Case) -> Found:
    """A provider's answer is refused, and a cookie that can be read keeps another state for it."""
    state = dict(case.sent.query).get("state", "") or case.sent.fields.get("state", "")
    if case.status not in ERRORS or not state or not is_login_callback(case):
        return
    for name, value, place in case.sent.cookies:
        kept = _kept_state(name, unquote(value), state)
        if kept and kept != state:
            yield case.refused_for(
                "csrf-token-mismatch",
                SHOWN,
                fact(tr("The cookie {name} keeps another state.", name=name), place),
                fact(tr("The request brings a code of the provider back."), case.sent_line),
                name="state",
            )
            return


def _kept_state(name: str, value: str, state: str) -> str:
    """Return the state that a cookie keeps in JSON, or alone under that name; empty without one."""
    if found := _STATE.search(value):
        return found[1]
    alone = name.lower().rpartition("_")[2] == "state" and len(value) == len(state)
    return value if alone else ""


# finds `{"nonce":"k3","state":"eyJyZXR1cm5Ubyx"}`
# but not `{"state":"open"}`
_STATE = lazy_re(r'"state"\s{0,3}:\s{0,3}"([\w.~+/=-]{8,1000})"')


RULES = (
    repeated_without_its_cookie,
    token_of_a_bare_refusal,
    pair_from_another_origin,
    pair_of_a_server_behind_tls,
    state_beside_its_cookie,
)
