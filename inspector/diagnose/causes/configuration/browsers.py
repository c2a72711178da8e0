"""What browsers trip over: refused preflights, Secure cookies over plain http."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.cookies import cookies_kept
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import RATHER, SHOWN, SOUND, STRONG
from inspector.reading import places
from inspector.reading.statuses import SUCCESSES
from inspector.wording import tr


def preflight_refused(case: Case) -> Found:
    """A preflight, which never carries credentials, was asked for some (Fetch §4.8)."""
    asked = case.sent.header("access-control-request-method")
    if case.sent.method != "OPTIONS" or case.status in SUCCESSES or case.exchange.reply is None:
        return
    if asked is None and case.sent.header("origin") is None:
        return
    place = places.in_header(case.index, "request", *asked) if asked else None
    yield case.suspect(
        "preflight-refused",
        SHOWN if asked else SOUND,
        fact(
            tr("This is a preflight: browsers send it without credentials."),
            place or places.in_line(case.index, "request"),
        ),
        case.status_evidence,
        origin=_origin(case),
    )


def _origin(case: Case) -> str:
    found = case.sent.header("origin")
    return found[1].value if found else ""


def secure_cookie_over_http(case: Case) -> Found:
    """The session cookie is marked Secure, and this address is plain http."""
    if case.sent.session_cookies or not (
        case.is_refused or case.heard.leads_to_login or case.heard.is_login_page
    ):
        return
    for cookie in cookies_kept(case):
        if cookie.secure_lost and cookie.looks_like_session:
            yield case.suspect(
                "secure-cookie-over-http",
                STRONG,
                fact(tr("The cookie {name} is marked Secure.", name=cookie.name), cookie.place),
                fact(
                    tr("The address begins with http: and the cookie stays behind."),
                    places.in_line(case.index, "request"),
                ),
                case.status_evidence,
                name=cookie.name,
            )
            return


def hidden_from_page(case: Case) -> Found:
    """A page's request to another origin got no reply that the browser would show: CORS."""
    failure, found = case.exchange.failure, case.sent.header("origin")
    if failure is None or failure.kind != "no-reply" or found is None:
        return
    if found[1].value.partition("://")[2].lower() == case.sent.host:
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
        fact(failure.message, places.connection(case.index)),
        origin=found[1].value,
    )


RULES = (hidden_from_page, preflight_refused, secure_cookie_over_http)
