"""A page that the proxy on the way wrote by itself: the server's own signs are not in it."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import FAIR, STRONG
from inspector.reading.statuses import LOGIN_AT_PROXY, REFUSES_IN_FRONT
from inspector.wording import tr

# Only proxies and their clients know it: what servers answer over HTTP/1.1 is Connection.
_OF_PROXIES = "proxy-connection"


def written_by_the_proxy(case: Case) -> Found:
    """A header of proxies stands in a refusing page that names no server, as replies do here."""
    place = case.heard.header_place(_OF_PROXIES)
    if place is None or case.status not in REFUSES_IN_FRONT or case.status == LOGIN_AT_PROXY:
        return
    if case.heard.content.json is not None or case.heard.challenges:
        return
    others = [one for one in (*case.after, *reversed(case.before)) if one.succeeded]
    named = next((one for one in others if one.heard.header("server")), None)
    own = case.heard.header("server")
    if own and (named is None or own == named.heard.header("server")):
        return  # the server wrote it, and the proxy handed it on
    said = tr("{host} names itself in Server, which is not so here.", host=case.sent.host)
    yield case.refused_for(
        "proxy-refused",
        FAIR if named is None else STRONG,
        fact(tr("The reply has the header {name}.", name="Proxy-Connection"), place),
        *([fact(said, named.heard.header_place("server"))] if named is not None else []),
        proxy="",
    )


RULES = (written_by_the_proxy,)
