"""Proxies, portals and firewalls that answer in place of the server."""

import re
from http import HTTPStatus

from inspector.diagnose.facts.callers.host_names import taken_on_this_machine
from inspector.diagnose.facts.callers.intermediate_servers import went_directly
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.proxies_asked import is_of_forward_proxy, was_asked_itself
from inspector.diagnose.facts.refusing_pages import comes_in_place_of_data, is_page_of_a_filter
from inspector.diagnose.facts.server_errors import tries_a_password
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import (
    CLEAR,
    FAINT,
    FAIR,
    HALF,
    HINT,
    LIKELY,
    OPEN,
    RATHER,
    SHOWN,
    SOUND,
    STATED,
    STRONG,
)
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import (
    CHALLENGES,
    LOGIN_AT_PROXY,
    REFUSES_IN_FRONT,
    SUCCESSES,
    TAKES_FOR_ROBOT,
)
from inspector.wording import tr

_WAF_HEADERS = (
    "cf-mitigated", "x-sucuri-id", "x-sucuri-block", "x-iinfo", "x-datadome", "x-denied-reason",
    "x-amzn-waf-action", "x-px-block", "x-akamai-denied",
)  # fmt: skip
# RFC 9209 §2.3: what a proxy itself refused; other errors are those of the program behind.
_PROXY_ERROR = lazy_re(r"(?i)error=\"?(?:http_request_denied|\w*(?:prohibited|denied|blocked))")
_PROXY_HEADERS = ("x-squid-error", "x-bluecoat-error", "x-zscaler-block", "proxy-status")


def proxy_login(case: Case) -> Found:
    """Status 407: a proxy wants a login."""
    if case.status != LOGIN_AT_PROXY and not (case.heard.proxy_challenges and case.is_refused):
        return
    place = case.heard.header_place("proxy-authenticate")
    sent = case.sent.proxy_authorization
    asked = [
        fact(
            tr(
                "The proxy asks for {scheme}.",
                scheme=", ".join(c.scheme for _, c in case.heard.proxy_challenges),
            ),
            place,
        )
    ]
    own = [fact(tr("Proxy-Authorization was sent and refused."), sent.place)] if sent else []
    yield case.suspect(
        "proxy-login-refused" if sent else "proxy-login-required",
        STATED,
        case.status_evidence,
        *(asked if place else []),
        *own,
        *_via(case),
        proxy=_proxy(case),
        scheme=", ".join(c.scheme for _, c in case.heard.proxy_challenges),
    )


def _proxy(case: Case) -> str:
    connection = case.exchange.connection
    if connection is not None and connection.proxy:
        return connection.proxy
    via = case.heard.header("via")
    return via.split()[1] if len(via.split()) > 1 else ""


def _via(case: Case) -> list[Evidence]:
    via = case.heard.header("via")
    if not via:
        return []
    return [fact(tr("The reply came through {via}.", via=via), case.heard.header_place("via"))]


def proxy_says_401(case: Case) -> Found:
    """A proxy answers a wrong login with 401 in its own name, as if it were the server."""
    sent = case.sent.proxy_authorization
    if sent is None or case.status != HTTPStatus.UNAUTHORIZED or not case.heard.names_proxy:
        return
    if case.heard.challenges and went_directly(case):
        return  # it is a server here, and reads Authorization
    yield case.refused_for(
        "proxy-login-refused",
        STRONG,
        fact(tr("Proxy-Authorization was sent and refused."), sent.place),
        *_via(case),
        proxy=_proxy(case),
    )


def portal(case: Case) -> Found:
    """A network wants people to log in before they may leave it."""
    told = case.said("captive")
    if case.status == HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED or told:
        yield case.suspect(
            "captive-portal",
            STATED if case.status == HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED else STRONG * told,
            case.status_evidence,
            *case.quote("captive"),
        )


def portal_redirect(case: Case) -> Found:
    """A redirect, by status or by page, to another host that looks like a portal."""
    target = case.heard.leads_to
    if case.heard.leads_to_portal:
        yield case.refused_for(
            "captive-portal",
            CLEAR,
            fact(
                tr("The reply leads to {target}.", target=target),
                case.heard.header_place("location") or case.heard_body,
            ),
        )


def address_refused(case: Case) -> Found:
    """The reply speaks of the caller's address, network or country."""
    trust = case.said("ip-refused")
    # An address that is shut out after wrong passwords is a lock, and opens again by itself.
    lock = bool(case.said("too-many-attempts"))
    if trust and case.status != LOGIN_AT_PROXY:
        yield case.refused_for(
            "ip-not-allowed",
            HALF if lock else _of_an_address(case, trust),
            *case.quote("ip-refused", "credentials-ok"),
            ip=_address(case),
        )


def _names_the_account(case: Case) -> bool:
    """Whether one sentence says that account or address is blocked, to somebody who is known."""
    words = case.meanings["ip-refused"].statement.plain
    return case.sent.has_any and _ACCOUNT_OR_ADDRESS.search(words) is not None


# finds `your username or ip address has been blocked`
# but not `your ip address has been blocked for this username`
_ACCOUNT_OR_ADDRESS = lazy_re(
    r"\b(?:user ?name|user|account) (?:or|and) (?:your )?ip\b|\bip(?: address)? or (?:user|account)"
)


def _of_an_address(case: Case, trust: float) -> float:
    """A login is looked at before the address is: that nobody knows the key may be meant, too."""
    if _names_the_account(case):
        return OPEN
    login = case.sent.is_token_request or case.sent.is_login or case.is_hidden_error
    return trust * (STRONG if login else SHOWN)


def _address(case: Case) -> str:
    found = re.search(r"\b(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\b", case.quoted("ip-refused"))
    return found.group(1) if found else ""


def let_in_from_this_machine_only(case: Case) -> Found:
    """The very same call was given at the loopback address, and is 403 at one of a network."""
    other, main = taken_on_this_machine(case), case.sent.main
    if other is None or main is None:
        return
    host, status = other.sent.host, other.heard.phrase
    here = tr("{host} answered the same call: {status}.", host=host, status=status)
    yield case.refused_for(
        "ip-not-allowed",
        LIKELY if main.scheme in LOGIN_SCHEMES else FAIR,
        fact(here, other.heard_line),
        fact(tr("The same credential was sent to {host}.", host=case.sent.host), main.place),
    )


def firewall(case: Case) -> Found:
    """A firewall or bot protection answered in place of the API."""
    if (
        case.status not in REFUSES_IN_FRONT
        and not case.heard.is_redirect
        and not is_page_of_a_filter(case)
    ):
        return
    marks = [name for name in _WAF_HEADERS if case.heard.header(name)]
    page = case.heard.content.is_html
    trust = max(
        case.said("waf"), case.said("captcha") if page and not tries_a_password(case) else 0.0
    )
    robot = [case.status_evidence] if case.status in TAKES_FOR_ROBOT else []
    if not marks and not trust and not robot:
        return
    weight = SHOWN if marks or robot else (CLEAR * trust if page else FAIR * trust)
    yield case.refused_for(
        "firewall-blocked",
        max(weight, STRONG if page and trust >= _title(case) else 0.0),
        *robot,
        *case.quote("waf"),
        *[
            fact(tr("The reply has the header {name}.", name=name), case.heard.header_place(name))
            for name in marks[:1]
        ],
        server=case.heard.header("server"),
    )


def _title(case: Case) -> float:
    """Return from which trust on the words of a page settle it: less where data was asked for."""
    return RATHER if case.status in SUCCESSES and comes_in_place_of_data(case) else CLEAR


def proxy_refused(case: Case) -> Found:
    """A proxy refused to pass the request on."""
    marks = [name for name in _PROXY_HEADERS if case.heard.header(name)]
    if (
        not marks
        and case.status in REFUSES_IN_FRONT - CHALLENGES  # who asks for a login is behind it
        and is_of_forward_proxy(case)
        and not was_asked_itself(case)
    ):
        marks = ["server"]
    trust = case.said("proxy")
    if case.status == LOGIN_AT_PROXY or not (marks or trust) or case.status in SUCCESSES:
        return
    name = marks[0] if marks else ""
    if name == "proxy-status" and not _PROXY_ERROR.search(case.heard.header(name)):
        return
    yield case.refused_for(
        "proxy-refused",
        _weight_of_proxy(case, marks, trust),
        *case.quote("proxy"),
        *(
            [fact(tr("The reply has the header {name}.", name=name), case.heard.header_place(name))]
            if name
            else []
        ),
        *_via(case),
        proxy=_proxy(case),
    )


def _weight_of_proxy(case: Case, marks: list[str], trust: float) -> float:
    """A proxy that could not reach the server has not refused anything."""
    tried = any(_NOT_REACHED.search(case.heard.header(name)) for name in marks)
    if tried or _NOT_REACHED.search(case.heard.words):
        return FAINT
    return SHOWN if marks else SOUND * trust


_NOT_REACHED = lazy_re(
    r"(?i)dns.?fail|connect.?fail|read.?(?:timeout|error)|zero.?size|unreachable"
)


def connect_refused(case: Case) -> Found:
    """A tunnel through a proxy was refused."""
    if case.sent.method == "CONNECT" and case.is_refused and case.status != LOGIN_AT_PROXY:
        yield case.refused_for(
            "proxy-refused",
            SHOWN,
            fact(tr("CONNECT asks a proxy for a tunnel."), case.sent_line),
            proxy=_proxy(case),
        )


# ---------------- Connections that were cut or never made, as far as the network is to blame
_WEIGHTS = {
    "proxy-refused": SHOWN,
    "proxy-not-reached": SHOWN,
    "reset": HALF,
    "unreachable": FAIR,
    "timeout": OPEN,
    "refused": HINT,
    "malformed-reply": OPEN,
    "blocked": RATHER,
}
_SLUGS = {
    "proxy-refused": "proxy-refused",
    "proxy-not-reached": "proxy-not-reached",
    "malformed-reply": "not-http",
}


def connection_failed(case: Case) -> Found:
    """No reply came: something in between may have cut the connection."""
    failure = case.exchange.failure
    if failure is None or failure.kind not in _WEIGHTS:
        return
    connection = case.exchange.connection
    yield case.suspect(
        _SLUGS.get(failure.kind, "connection-cut"),
        _WEIGHTS[failure.kind],
        fact(failure.message, case.connection_place),
        detail=failure.message,
        proxy=connection.proxy if connection else "",
    )


def blocked_by_browser(case: Case) -> Found:
    """The browser did not send the request: a policy or an extension forbids it.

    Extensions stop what counts visitors on every page: only a request with a credential matters.
    """
    failure = case.exchange.failure
    if failure is None or failure.kind != "blocked-by-browser":
        return
    by_policy = "ADMINISTRATOR" in failure.detail
    if by_policy or ("BY_CLIENT" in failure.detail and case.sent.has_any):
        yield case.suspect(
            "blocked-by-browser",
            STRONG if by_policy else FAIR,
            fact(failure.detail, case.connection_place),
            detail=failure.message,
        )


RULES = (
    proxy_says_401,
    proxy_login,
    portal,
    portal_redirect,
    address_refused,
    let_in_from_this_machine_only,
    firewall,
    proxy_refused,
    connect_refused,
    connection_failed,
    blocked_by_browser,
)
