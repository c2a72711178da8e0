"""A proxy that was asked as if it were the API."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.proxies_asked import asked_as_server, named_proxy
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SOUND
from inspector.wording import tr


def proxy_as_server(case: Case) -> Found:
    """The reply is of a program that hands requests on, and it was asked for a path of its own."""
    if asked_as_server(case):
        server = case.heard.header("server") or named_proxy(case)
        place = case.heard.header_place("server") or case.heard_body
        yield case.refused_for(
            "proxy-asked-as-server",
            SOUND,
            fact(tr("{server} is a proxy.", server=server), place),
            fact(tr("It was asked for a path, as servers are."), case.sent_line),
            server=server,
        )


RULES = (proxy_as_server,)
