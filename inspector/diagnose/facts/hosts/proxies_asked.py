"""Which way a request took: through a proxy, or to a proxy as if it were the server."""

from http import HTTPStatus

from inspector.diagnose.facts.callers.intermediate_servers import went_directly
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.behind_proxies import given_without_a_proxy
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import is_loopback, port_of
from inspector.reading.statuses import (
    BAD_GATEWAY,
    MISREAD_REQUEST,
    NOT_FOR_A_PROXY,
    REFUSES_IN_FRONT,
)
from inspector.story.entry import Entry


def proxy_of(entry: Entry) -> str:
    """Return the address of the proxy that a request was sent to; empty where none is known."""
    connection = entry.exchange.connection
    return connection.proxy if connection is not None else ""


def given_directly(case: Case) -> Case | None:
    """Return the same call that was given without the proxy which this one went through.

    None where the proxy let it through as well. What goes through a tunnel no proxy can change.
    """
    return case.once(_given_directly)


def _given_directly(case: Case) -> Case | None:
    changeable = case.status in REFUSES_IN_FRONT - BAD_GATEWAY and case.sent.parts[0] == "http"
    if not (changeable and proxy_of(case)):
        return None
    near = (*reversed(case.before), *case.after)
    same = [one for one in near if case.repeats(one) and one.identities == case.identities]
    if any(one.came and proxy_of(one) for one in same):
        return None
    direct = (one for one in same if one.exchange.connection is not None and not proxy_of(one))
    return next((one for one in direct if one.succeeded), None)


def filtered_by_proxy(case: Case) -> bool:
    """Whether a proxy was asked and the answer is 418 without a word: filters play the teapot."""
    teapot = case.status == HTTPStatus.IM_A_TEAPOT and not case.heard.content.text.strip()
    return teapot and bool(proxy_of(case))


# ---------------- Programs that hand requests on for clients
def is_of_forward_proxy(case: Case) -> bool:
    """Whether the reply names a program that stands on the client's side."""
    return bool(named_proxy(case)) or _FORWARD.search(case.heard.header("server")) is not None


def named_proxy(case: Case) -> str:
    """Return the name of such a program that is known by its pages; empty for none."""
    return next((name for name in _BY_PAGES if name in case.products), "")


_BY_PAGES = ("Privoxy",)


# What they refuse, the API never saw.
# finds `1.1 cache (squid/6.13)`, `proxy.py v2.4`
# but not `1.1 varnish`
_FORWARD = lazy_re(
    r"(?i)\b(?:tinyproxy|privoxy|squid|mitmproxy|e2guardian|dansguardian|3proxy|polipo|ccproxy|"
    r"wingate|zscaler|blue ?coat|proxysg|websense|forcepoint|ironport|fortiproxy|smoothwall|"
    r"proxy\.py|apt-cacher)\b"
)


def was_asked_itself(case: Case) -> bool:
    """Whether such a program is no proxy here, but the server: its own pages and its own API.

    A proxy hands on what servers answer in their names, so that who serves in its own is one.
    """
    name = case.heard.header("server")
    served = (one for one in (*case.before, *case.after) if one.succeeded and not proxy_of(one))
    return any(one.heard.header("server") == name for one in served) or leads_nowhere(case)


def leads_nowhere(case: Case) -> bool:
    """Whether nobody was led through it unasked: to this machine, or a port of no known use."""
    led = port_of(case.sent.url) in _LED_THROUGH and not is_loopback(case.sent.bare_host)
    return went_directly(case) and not led


_LED_THROUGH = frozenset({None, 80, 443, 8080})  # what networks lead through their proxies


def asked_as_server(case: Case) -> bool:
    """Whether a proxy was asked for a path of its own, as if it were the API, and has none.

    It wants the whole address of another server (RFC 9112 §3.2.2).
    """
    if case.status not in NOT_FOR_A_PROXY or not is_of_forward_proxy(case):
        return False
    near = (*case.before, *case.after)
    serves = any(one.succeeded and one.sent.host == case.sent.host for one in near)
    return leads_nowhere(case) and not proxy_of(case) and not serves


def answered_on_the_way(case: Case) -> bool:
    """Whether a proxy had a part in it: it was asked itself, let nothing through, or added much."""
    if asked_as_server(case) or filtered_by_proxy(case) or given_directly(case) is not None:
        return True
    added = case.status in MISREAD_REQUEST and case.sent.has_any
    return added and given_without_a_proxy(case) is not None
