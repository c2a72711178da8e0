"""What a browser's preflight tells of the request after it, and what it hides (Fetch §4.8)."""

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.model.message import Header
from inspector.protocol.cors.checks import CorsFault
from inspector.protocol.cors.recorded import announced, is_preflight, plain_fault
from inspector.protocol.urls import authority_of
from inspector.reading import places
from inspector.reading.statuses import SUCCESSES


def hidden_by_browser(case: Case) -> CorsFault | None:
    """Return why a browser keeps a successful reply from the page, None where it lets it through.

    A preflight that the request itself followed was good enough for the browser.
    """
    fault = plain_fault(case.exchange) if case.status in SUCCESSES else None
    if fault is None or not is_preflight(case.exchange):
        return fault
    method = announced(case.exchange.request).method
    followed = (c for c in case.after if c.sent.path == case.sent.path and c.sent.method == method)
    return None if any(c.status for c in followed) else fault


def announced_authorization(case: Case) -> Place | None:
    """Return where a preflight announced Authorization for a request that was recorded without.

    Exports leave the header out; the preflight before still names it.
    """
    if not case.may_be_stripped or case.sent.authorization is not None:
        return None
    for other in reversed(case.before):
        asked = other.sent.header("access-control-request-headers")
        if other.sent.method != "OPTIONS" or asked is None or other.sent.path != case.sent.path:
            continue
        names = {name.strip().lower() for name in asked[1].value.split(",")}
        return (
            places.in_header(other.index, "request", *asked) if "authorization" in names else None
        )
    return None


# ---------------- What a web page can't do: it sets no headers on WebSockets and event streams
def can_set_no_headers(case: Case) -> bool:
    """Whether a page opened a WebSocket or an event stream (WHATWG WebSockets §3, HTML §9.2)."""
    if opens_a_socket(case):
        return case.sent.header("origin") is not None
    if case.sent.parts[0] in {"ws", "wss"}:
        return True
    accept = case.sent.header("accept")
    stream = accept is not None and accept[1].value.lower().startswith("text/event-stream")
    return stream and case.sent.authorization is None


def opens_a_socket(case: Case) -> bool:
    """Whether a request is the handshake of a WebSocket (RFC 6455 §4.1)."""
    upgrade = case.sent.header("upgrade")
    return upgrade is not None and upgrade[1].value.strip().lower() == "websocket"


def from_another_site(case: Case) -> tuple[int, Header] | None:
    """Return the header that names another site than the host asked, or None."""
    for name in ("origin", "referer"):
        found = case.sent.header(name)
        if found is not None and authority_of(found[1].value) not in {"", "null", case.sent.host}:
            return found
    return None


def is_session_of_another_site(case: Case) -> bool:
    """Whether a session goes along with the name of another site: that may be looked at first.

    Then the reply says nothing of what else the request holds.
    """
    return bool(case.sent.session_cookies) and from_another_site(case) is not None
