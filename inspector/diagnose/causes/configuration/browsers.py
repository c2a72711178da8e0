"""What browsers trip over: refused preflights, Secure cookies over plain http."""

from inspector.diagnose.facts.browser import can_set_no_headers, hidden_by_browser
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import (
    Kept,
    Left,
    cookies_kept,
    is_own_computer,
    left_behind,
    lost_over_http,
    never_stored,
)
from inspector.diagnose.facts.refusing_pages import leads_to_itself
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.weights import CLEAR, FAIR, LIKELY, RATHER, SHOWN, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.cors.recorded import is_preflight
from inspector.protocol.urls import authority_of
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import Names
from inspector.reading.statuses import SUCCESSES, TURNS_AWAY
from inspector.story.logins import is_login_callback
from inspector.wording import tr


def preflight_refused(case: Case) -> Found:
    """A preflight, which never carries credentials, was asked for some (Fetch §4.8)."""
    asked = case.sent.header("access-control-request-method")
    if case.sent.method != "OPTIONS" or case.status in SUCCESSES or case.exchange.reply is None:
        return
    if asked is None and case.sent.header("origin") is None:
        return
    place = places.in_header(case.index, "request", *asked) if asked else None
    yield case.refused_for(
        "preflight-refused",
        SHOWN if asked else SOUND,
        fact(
            tr("This is a preflight: browsers send it without credentials."),
            place or case.sent_line,
        ),
        origin=_origin(case),
    )


def _origin(case: Case) -> str:
    found = case.sent.header("origin")
    return found[1].value if found else ""


def secure_cookie_over_http(case: Case) -> Found:
    """The session cookie is marked Secure, and this address is plain http."""
    refused = case.is_refused or case.heard.leads_to_login or case.heard.is_login_page
    cookie = case.once(lost_over_http) if refused else None
    if cookie is None:
        return
    of_login = case.trace.case(cookie.entry).sent.is_login or is_login_callback(case)
    yield case.refused_for(
        "secure-cookie-over-http",
        SHOWN if of_login else STRONG,
        fact(tr("The cookie {name} is marked Secure.", name=cookie.name), cookie.place),
        fact(tr("The address begins with http: and the cookie stays behind."), case.sent_line),
        *_came_back(case, cookie),
        name=cookie.name,
    )


def _came_back(case: Case, lost: Kept) -> list[Evidence]:
    """Evidence that the same reply set another cookie, without Secure, which did come back."""
    sent = {name: place for name, _, place in case.sent.cookies}
    set_too = (one for one in cookies_kept(case) if one.entry == lost.entry and not one.secure)
    other = next((one for one in set_too if one.name in sent), None)
    if other is None:
        return []
    said = tr("The cookie {name}, set with it and not Secure, came back.", name=other.name)
    return [fact(said, sent[other.name])]


def hidden_from_page(case: Case) -> Found:
    """A page's request to another origin got no reply that the browser would show: CORS."""
    failure, found = case.exchange.failure, case.sent.header("origin")
    if failure is None or failure.kind != "no-reply" or found is None:
        return
    if case.sent.parts[0] in {"ws", "wss"}:  # for which there is no CORS
        return
    if authority_of(found[1].value) == case.sent.host:
        return
    yield case.suspect(
        "cors-refused",
        RATHER,
        fact(
            tr(
                "The page is from {origin}, the host is {host}.",
                origin=found[1].value,
                host=case.sent.host,
            ),
            places.in_header(case.index, "request", *found),
        ),
        fact(failure.message, case.connection_place),
        origin=found[1].value,
    )


def hidden_success(case: Case) -> Found:
    """The reply is a success, and its CORS headers make every browser keep it from the page."""
    fault = hidden_by_browser(case)
    if fault is None:
        return
    place = case.heard.header_place(fault.header.lower()) if fault.header else None
    yield case.refused_for(
        "preflight-refused" if is_preflight(case.exchange) else "cors-refused",
        SHOWN,
        fact(fault.message, place or case.heard_line),
        fact(tr("The page is from {origin}.", origin=_origin(case)), case.sent_line),
        explains=True,
        origin=_origin(case),
    )


# ---------------- The session cookie exists and stays behind
_SLUGS = {
    "host-only": "cookie-not-shared",
    "not-domain": "cookie-not-shared",
    "strict": "cookie-kept-from-other-sites",
    "lax": "cookie-kept-from-other-sites",
}
_SAID_MORE: Names = (
    "token-expired", "revoked", "bad-login", "key-refused", "locked",
)  # fmt: skip


def cookie_stays_behind(case: Case) -> Found:
    """A login set its cookie for another host, or for pages of its own site only."""
    left = case.once(left_behind)
    if left is None or case.said(*_SAID_MORE):
        return
    yield case.refused_for(
        _SLUGS[left.reason.kind],
        _weight(left.call, left),
        fact(left.reason.message, left.place),
        *_others(left.call),
        *_allowed(left.call),
        *_asked(case, left.call),
        name=left.name,
        other=left.host,
        **({"one": left.host} if is_own_computer(case, left.host) else {}),
    )


def _asked(case: Case, call: Case) -> list[Evidence]:
    if call is case:
        return []
    return [fact(tr("The login provider was asked without it."), call.sent_line)]


def cookie_never_kept(case: Case) -> Found:
    """A login set a cookie that browsers refuse: for a domain of others, or against its name."""
    found = case.once(never_stored)
    if found is None or case.said(*_SAID_MORE):
        return
    cookie, reason, place = found
    yield case.refused_for(
        "cookie-never-kept",
        SHOWN if reason.kind in _WHOLLY else STRONG,
        fact(reason.message, place),
        fact(tr("No request carries it."), case.sent_line),
        absent=True,
        name=cookie.name,
    )


_WHOLLY = frozenset({"other-domain", "public-suffix", "too-long"})  # no way of asking changes it


def _weight(case: Case, left: Left) -> float:
    """Weigh more where cookies came along, so that the page did ask for them.

    Or the browser itself says that the page is of another site, and the cookie works at its own,
    or was set for the answer that the login provider's page hands over.
    """
    told = case.sent.header("sec-fetch-site")
    meant = left.worked or case.sent.has_saml or is_login_callback(case)
    from_another = told is not None and told[1].value == "cross-site" and meant
    if case.sent.cookies or from_another:
        return STRONG
    return CLEAR if left.worked or _allowed(case) else LIKELY


def _others(case: Case) -> list[Evidence]:
    if not case.sent.cookies:
        return []
    name, _, place = case.sent.cookies[0]
    return [fact(tr("Other cookies came along, such as {name}.", name=name), place)]


def _allowed(case: Case) -> list[Evidence]:
    place = case.heard.header_place("access-control-allow-credentials")
    return [fact(tr("The server lets pages send credentials."), place)] if place else []


# ---------------- A page sent its token in the address, the only way it has there
_SAID_OF_THE_TOKEN: Names = (
    "token-expired", "token-refused", "revoked", "scope", "permission", "signature",
)  # fmt: skip


def query_token_not_read(case: Case) -> Found:
    """A WebSocket or event stream is refused as if nothing had come; its token is in the query."""
    if case.status not in TURNS_AWAY or not can_set_no_headers(case):
        return
    sent = next((key for key in case.sent.keys if key.where == "query"), None)
    if sent is None or case.sent.authorization is not None or case.said(*_SAID_OF_THE_TOKEN):
        return
    if case.heard.error[0] or expired_by(case, sent) is not None:
        return
    accepted = _accepted_in_header(case, sent)
    asks = bool(case.heard.challenges) or case.said("missing", "not-authenticated") > 0
    if not accepted and not asks:
        return
    yield case.refused_for(
        "query-token-not-read",
        STRONG if accepted else FAIR,
        *accepted,
        fact(tr("Here the token stands in the query as {name}.", name=sent.name), sent.place),
        *case.quote("missing", "not-authenticated"),
        *_bare(case),
        name=sent.name,
    )


def _accepted_in_header(case: Case, sent: Credential) -> list[Evidence]:
    for other in (*reversed(case.before), *case.after):
        theirs = other.sent.authorization
        if theirs is not None and theirs.bare == sent.bare and other.succeeded:
            said = tr("{path} accepted the same token in Authorization.", path=other.sent.path)
            return [fact(said, theirs.place)]
    return []


def _bare(case: Case) -> list[Evidence]:
    """Return a challenge without a reason as evidence: nothing was found, says RFC 6750 §3.1."""
    found = case.heard.challenge("bearer")
    if found is None:
        return [fact(tr("The request went there."), case.sent_line)]
    said = tr("The challenge names no error, as where no token was found.")
    return [fact(said, case.heard.challenge_place(*found))]


def circle(case: Case) -> Found:
    """A redirect leads to the very address that was asked."""
    if leads_to_itself(case):
        place = case.heard.header_place("location")
        yield case.suspect(
            "redirect-loop",
            FAIR,
            fact(tr("Location names the address that was asked."), place),
            case.status_evidence,
        )


# ---------------- A cookie for another spelling of the path
def cookie_for_another_path(case: Case) -> Found:
    """A login set a session cookie whose Path is the address asked for but for its capitals."""
    if case.sent.session_cookies or not (case.is_refused or case.heard.leads_to_login):
        return
    asked = case.sent.path or "/"
    for kept in cookies_kept(case):
        spelled_alike = asked.lower().startswith(kept.path.lower().rstrip("/"))
        if not kept.looks_like_session or kept.path_fits or kept.expired or not spelled_alike:
            continue
        yield case.refused_for(
            "cookie-path-differs",
            SHOWN,
            fact(
                tr("The cookie {name} has Path={path}.", name=kept.name, path=kept.path), kept.place
            ),
            fact(tr("{path} does not begin with it.", path=asked), case.sent_line),
            name=kept.name,
            other=kept.path,
        )
        return


RULES = (
    cookie_for_another_path,
    circle,
    hidden_from_page,
    hidden_success,
    preflight_refused,
    secure_cookie_over_http,
    cookie_stays_behind,
    cookie_never_kept,
    query_token_not_read,
)
