"""A token names in its own bytes the host that it is for, and was sent to another one."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.siblings import environment_of
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.weights import HALF, STRONG
from inspector.protocol.tokens.macaroon import place_of
from inspector.protocol.urls import is_loopback
from inspector.reading.meanings import BESIDE_THE_PLACE, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_PLACE


def made_for_another_host(case: Case) -> Found:
    """A macaroon's own place is another host, or the same one's live or test system."""
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON) or was_accepted(case):
        return
    for part, credential in case.sent.carried:
        place = place_of(part.secret)
        if place and not _is_of(case.sent.bare_host, place):
            yield case.refused_for(
                "environment-mismatch",
                HALF if is_loopback(case.sent.bare_host) else STRONG,  # a tunnel may lead there
                fact(tr("The token says that it is for {host}.", host=place), credential.place),
                *went_to(case.sent.host, case.sent_line),
                explains=True,
                environment=place,
            )
            return


def _is_of(host: str, place: str) -> bool:
    """Whether a host is the place itself, or one below it of the same environment."""
    below = host == place or host.endswith(f".{place}") or place.endswith(f".{host}")
    return below and environment_of(host) == environment_of(place)


RULES = (made_for_another_host,)
