"""Which cookies and tokens the earlier replies of a host left with the client."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from inspector.diagnose.facts.authorization_requests import (
    NEEDS_A_LOGIN,
    asked_before,
    brought_back,
    sends_to_provider,
)
from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.cookie.cookie_reasons import Reason
from inspector.protocol.cookie.cookie_rules import StoredCookie, store, withheld
from inspector.protocol.cookie.cookies import SetCookie
from inspector.protocol.field_names import is_csrf_name, looks_like_session
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.protocol.urls import host_of, is_loopback
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.errors.field_errors import fields_at_fault
from inspector.reading.statements import Statement
from inspector.reading.statuses import MISREAD_REQUEST, REFUSES_FORGERY
from inspector.story.entry import NO_CLOCK
from inspector.story.logins import is_login_callback


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie that was set before. secure_lost: kept back because the address is plain http."""

    name: str
    value: str
    place: Place
    ends: datetime | None = None
    secure: bool = False
    path: str = "/"
    expired: bool = False
    secure_lost: bool = False
    path_fits: bool = True
    entry: int = 0

    @property
    def would_be_sent(self) -> bool:
        """Whether a browser would send it with this request (RFC 6265 §5.4)."""
        return not self.expired and not self.secure_lost and self.path_fits and bool(self.value)

    @property
    def looks_like_session(self) -> bool:
        """Whether its name is that of a session or login."""
        return looks_like_session(self.name)


def cookies_kept(case: Case) -> tuple[Kept, ...]:
    """Return the cookies that earlier replies of the same host set, the newest of each name."""
    return case.once(_newest_of_each)


def _newest_of_each(case: Case) -> tuple[Kept, ...]:
    found: dict[str, Kept] = {}
    for earlier in case.before:
        for index, cookie in earlier.cookies_set:
            if cookie.name:
                found[cookie.name] = _kept(case, earlier, index, cookie)
    return tuple(found.values())


def _kept(case: Case, earlier: Case, index: int, cookie: SetCookie) -> Kept:
    ends = cookie.expires if cookie.expires and cookie.expires < NO_CLOCK else None
    now, path = case.server_time, cookie.path or "/"
    over_http = case.sent.parts[0] == "http" and not is_loopback(case.sent.bare_host)
    return Kept(
        name=cookie.name,
        value=cookie.value,
        place=places.in_header(earlier.index, "reply", index, earlier.heard.headers[index]),
        ends=ends,
        secure=cookie.is_secure,
        path=path,
        expired=ends is not None and now is not None and ends <= now,
        secure_lost=cookie.is_secure and over_http,
        path_fits=_fits(path, case.sent.path or "/"),
        entry=earlier.index,
    )


def _fits(path: str, asked: str) -> bool:
    return path in ("/", asked) or asked.startswith(path.rstrip("/") + "/")


# ---------------- What a login needs again, and plain http keeps from coming back
def lost_over_http(case: Case) -> Kept | None:
    """Return the Secure cookie without which nobody is logged in here; None without one.

    What a login gave, or what goes with a way to a provider and back, is missed although other
    cookies came; else any session, where no other was sent.
    """
    sent = {name for name, _, _ in case.sent.cookies}
    kept = [] if case.sent.credentials else cookies_kept(case)
    lost = [one for one in kept if one.secure_lost and one.name not in sent]
    lost = [one for one in lost if one.value and not one.expired and one.path_fits]
    missed = next((one for one in reversed(lost) if _is_of_a_login(case, one)), None)
    alone = (one for one in lost if one.looks_like_session and not case.sent.session_cookies)
    return missed or next(alone, None)


def _is_of_a_login(case: Case, cookie: Kept) -> bool:
    """Whether a login gave it, or it was to come back from a provider and nothing else did."""
    setter, by_use = case.trace.case(cookie.entry), case.trace.sessions.get(case.sent.host, ())
    if setter.sent.is_login and setter.outcome == "accepted":
        return cookie.looks_like_session or cookie.name in by_use
    if not is_login_callback(case) or not sends_to_provider(setter):
        return False
    sent = {name for name, _, _ in case.sent.cookies}
    return sent.isdisjoint(setter.heard.set_cookies)


# ---------------- Which session cookie a browser held and did not send
_KEEPS_BACK = frozenset({"host-only", "not-domain", "strict", "lax"})


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """A cookie that stayed behind, from a call. worked: the host that set it took it afterwards."""

    call: Case
    name: str
    host: str
    place: Place
    reason: Reason
    worked: bool


def left_behind(case: Case) -> Left | None:
    """Return the session cookie that its attributes kept back, None without one.

    A provider that was asked silently says by way of the browser that it saw no session.
    """
    asked = _asked_of_provider(case) or (case if _lacks_a_session(case) else None)
    return _left_behind(asked) if asked is not None else None


def _asked_of_provider(case: Case) -> Case | None:
    """Return the call for a silent login whose answer is that somebody has to log in; or None."""
    asked = asked_before(case) if brought_back(case)[0] in NEEDS_A_LOGIN else None
    if asked is None or asked.parameters.get("prompt") != "none":
        return None
    call = case.trace.case(asked.place.entry)
    return None if call.sent.session_cookies or call.heard.is_redirect else call


def _left_behind(case: Case) -> Left | None:
    for other in reversed(case.neighbours):
        if other.index < case.index and _is_same_site(case, other):
            given = [(one, place, _reason(case, one)) for one, place in _stored(other)]
            # A login may set one session twice, for browsers that know SameSite=None and others.
            sent = {one.cookie.value for one, _, reason in given if reason is None}
            for stored, place, found in given:
                if found is not None and stored.cookie.value not in sent:
                    name, host = stored.cookie.name, other.sent.bare_host
                    worked = _worked(case, name, host)
                    return Left(
                        call=case, name=name, host=host, place=place, reason=found, worked=worked
                    )
    return None


def _lacks_a_session(case: Case) -> bool:
    refused = case.is_refused or case.heard.leads_to_login or case.heard.is_login_page
    sent = case.sent
    return refused and not (sent.session_cookies or sent.credentials or sent.is_login)


# Rules that are broken wherever the cookie is sent to later, and by any way.
_NEVER_KEPT = frozenset(
    {
        "other-domain", "public-suffix", "none-without-secure", "partitioned-without-secure",
        "prefix-secure", "prefix-host", "too-long",
    }
)  # fmt: skip


def never_stored(case: Case) -> tuple[SetCookie, Reason, Place] | None:
    """Return the cookie of a login at this site that no browser keeps, and why; or None."""
    for other in reversed(case.neighbours) if _lacks_a_session(case) else ():
        if other.index > case.index or not _is_same_site(case, other):
            continue
        logs_in = other.sent.is_login or is_login_callback(other)
        for index, cookie in other.cookies_set:
            refused = store(cookie, other.sent.url)
            session = logs_in or looks_like_session(cookie.name)
            if isinstance(refused, StoredCookie) or not session or not cookie.value:
                continue
            if refused.kind in _NEVER_KEPT and not _came_back(case, cookie):
                line = other.heard.headers[index]
                return cookie, refused, places.in_header(other.index, "reply", index, line)
    return None


def _came_back(case: Case, cookie: SetCookie) -> bool:
    near = (*case.neighbours, case)
    return any((cookie.name, cookie.value) == sent[:2] for one in near for sent in one.sent.cookies)


def _is_same_site(case: Case, other: Case) -> bool:
    here, there = case.sent.bare_host, other.sent.bare_host
    if is_own_computer(case, there):
        # Another port is mostly another server, whose cookies are none of this one's.
        return case.sent.host.removeprefix(here) == other.sent.host.removeprefix(there)
    return here == there or same_site(here, there)


def is_own_computer(case: Case, other: str) -> bool:
    """Whether this computer was asked by two names, such as `localhost` and `127.0.0.1`."""
    here = case.sent.bare_host
    return here != other and is_loopback(here) and is_loopback(other)


def _stored(other: Case) -> Iterator[tuple[StoredCookie, Place]]:
    for index, cookie in other.cookies_set if other.server_time is not None else ():
        stored = store(cookie, other.sent.url) if looks_like_session(cookie.name) else None
        if isinstance(stored, StoredCookie) and cookie.value:
            line = other.heard.headers[index]
            yield stored, places.in_header(other.index, "reply", index, line)


def _reason(case: Case, stored: StoredCookie) -> Reason | None:
    now = case.server_time
    if now is None:
        return None
    page = case.sent.header("origin") or case.sent.header("referer")
    site = _unnamed_site(case) or (page[1].value if page is not None else "")
    found = withheld(stored, case.sent.url, now, site=site, is_navigation=_navigates(case))
    return found if found is not None and found.kind in _KEEPS_BACK else None


def _unnamed_site(case: Case) -> str:
    """Return a site that stands for the page where a browser says no more than that it is another.

    A page may keep its address back (Referrer-Policy), never that it is of another site; so it is
    said as well where one of its own site was led here by another.
    """
    told = case.sent.header("sec-fetch-site")
    return _ANOTHER if told is not None and told[1].value == "cross-site" else ""


_ANOTHER = "https://another-site.invalid/"


def _navigates(case: Case) -> bool:
    """Whether the user goes there; a frame of another site's page is no such way (Lax)."""
    mode, into = case.sent.header("sec-fetch-mode"), case.sent.header("sec-fetch-dest")
    goes = mode is not None and mode[1].value == "navigate" and case.sent.method == "GET"
    return goes and (into is None or into[1].value == "document")


def _worked(case: Case, name: str, host: str) -> bool:
    return any(
        other.succeeded
        and host_of(other.sent.url) == host
        and any(sent == name for sent, _, _ in other.sent.cookies)
        for other in case.neighbours
    )


def is_a_flag(case: Case, credential: Credential) -> bool:
    """Whether a cookie such as `logged_in=true` stands for nothing: it went along when let in."""
    if credential.where != "cookie":
        return False
    beside = credential.value in {"true", "false"} and len(case.sent.session_cookies) > 1
    given = (one.sent for one in (*case.before, *case.after) if one.succeeded)
    pairs = ((one.name, one.value) for sent in given for one in sent.session_cookies)
    return beside or (credential.name, credential.value) in pairs


# ---------------- Where the client could have got the CSRF token from
def known_token(case: Case) -> tuple[Place | None, str]:
    """Return place and name of a CSRF token known to the client; None and "" without one."""
    if case.sent.csrf_cookies:
        cookie = case.sent.csrf_cookies[0]
        return cookie.place, cookie.name
    for kept in cookies_kept(case):
        if is_csrf_name(kept.name):
            return kept.place, kept.name
    for earlier in reversed(case.before[-_LOOK_BACK:]):
        if earlier.heard.content.page.csrf_name:
            return earlier.heard_body, earlier.heard.content.page.csrf_name
        place, name = _handed_out(earlier)
        if place is not None:
            return place, name
    return None, ""


_LOOK_BACK = 60


def _handed_out(earlier: Case) -> tuple[Place | None, str]:
    """Return place and name of a token in a header or JSON body of an earlier reply."""
    for index, header in enumerate(earlier.heard.headers):
        if is_csrf_name(header.name) and header.value.lower() not in _NO_TOKEN:
            return places.in_header(earlier.index, "reply", index, header), header.name
    for name, value in earlier.heard.content.object.items():
        if is_csrf_name(str(name)) and isinstance(value, str) and value:
            span = places.find(earlier.heard.content.bytes, value)
            return places.in_body(earlier.index, "reply", span), str(name)
    return None, ""


_NO_TOKEN = frozenset({"", "required", "fetch", "invalid", "expired"})


def may_be_for_forgery(case: Case) -> bool:
    """Whether a check against forgery may refuse: by the status, and no field was found wrong.

    Fields are looked at once such a check has passed; a web server that writes its own page checks
    no forgery.
    """
    if case.status not in REFUSES_FORGERY or case.said("csrf"):
        return case.status in REFUSES_FORGERY
    by_server = case.heard.content.page.is_of_web_server
    return not by_server and not fields_at_fault(case.heard.content)


def nothing_to_forge(case: Case) -> bool:
    """Whether no cookie went along with what only reads, or with a key.

    Forgery has a browser send a change with what it adds unasked. A server that misses its token
    all the same looks for a session first, and has found none.
    """
    sent = case.sent
    if sent.cookies or case.may_be_stripped or is_login_callback(case) or brought_back(case)[0]:
        return False
    preflight = sent.is_safe and case.status in MISREAD_REQUEST  # it wants a header of scripts
    return not preflight and (sent.is_safe or bool(sent.keys and not sent.csrf_tokens))


def reading_is_refused_too(case: Case) -> bool:
    """Whether the same session may not read there either: then no check against forgery refuses."""
    mine = (case.status, case.heard.content.bytes)
    return any(
        one.sent.is_safe
        and one.sent.path == case.sent.path
        and (one.status, one.heard.content.bytes) == mine
        and case.shares_credential(one)
        for one in (*case.before, *case.after)
    )


def lacks_csrf(case: Case) -> bool:
    """Whether a changing request with a session leaves out a CSRF token, and gets no words."""
    sent = case.sent
    if sent.is_safe or sent.csrf_tokens or sent.authorization or not sent.session_cookies:
        return False
    silent = case.heard.gives_no_reason and not writes_without_a_token(case)
    return silent and known_token(case)[0] is not None


def writes_without_a_token(case: Case) -> bool:
    """Whether another change was accepted here by a session alone: no token is looked for."""
    near = (*case.before, *case.after)
    writes = (one for one in near if one.succeeded and not one.sent.is_safe)
    return any(
        one.sent.session_cookies
        and not (one.sent.csrf_tokens or one.sent.is_login or one.sent.authorization)
        for one in writes
    )


def missed_token(case: Case) -> Statement | None:
    """Return the words that miss a token beside a session.

    A page's own calls have no other token than the one against forgery, where the host accepts
    the session elsewhere; nor has a form that lacks a field of that name.
    """
    sent = case.sent
    if not sent.session_cookies or sent.credentials or sent.csrf_tokens or case.may_be_stripped:
        return None
    if case.said("csrf", "token-expired") or sent.is_login:
        return None
    by_page = any(sent.header(name) for name in ("x-requested-with", "origin", "referer"))
    missed = by_page and case.accepted_elsewhere is not None
    wanted = _MISSED if missed else _FIELD_MISSED if not sent.is_safe else None
    if wanted is None:
        return None
    return next((one for one in case.heard.statements if wanted.search(one.plain)), None)


# finds `the token parameter must be set`, `missing field token`
# but not `token is required`
_FIELD_MISSED = lazy_re(
    r"\btoken (?:parameter|field|param|input) (?:must|is|was|not|missing|required)\b|"
    r"\b(?:missing|no|required) (?:parameter|field|param|input) token\b"
)
# finds `missing token null`, `token mismatch`
# but not `no session`
_MISSED = lazy_re(
    r"\b(?:missing|invalid|bad|wrong|no) (?:\w{1,20} ){0,2}tokens?\b|"
    r"\btoken (?:\w{1,20} ){0,2}(?:mismatch|missing|invalid|required|not found|does not match)\b"
)
