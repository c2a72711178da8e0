"""A request that came through a proxy to a place that only its own machine may ask."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.protocol.patterns import word_set
from inspector.protocol.urls import is_link_local
from inspector.reading import places
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OF_PROXIES = word_set("via x-forwarded-for forwarded x-real-ip x-forwarded-host")


def came_through_a_proxy(case: Case) -> Found:
    """Headers that only proxies add stand in a request to an address of the machine itself.

    Metadata services of clouds refuse such requests: somebody else's server was made to ask.
    """
    if case.status not in TURNS_AWAY | _BAD or not is_link_local(case.sent.bare_host):
        return
    for index, header in enumerate(case.sent.message.headers):
        if header.name.lower() in _OF_PROXIES and header.value.strip():
            place = places.in_header(case.index, "request", index, header)
            yield case.refused_for(
                "proxy-refused",
                STRONG,
                fact(tr("{name} says that a proxy passed it on.", name=header.name), place),
                fact(
                    tr("{host} answers its own machine only.", host=case.sent.host), case.sent_line
                ),
                explains=True,
                proxy=header.value,
            )
            return


_BAD = frozenset({400})
RULES = (came_through_a_proxy,)
