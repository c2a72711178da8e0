"""A token names in its own bytes the host or environment that it is for, and went elsewhere."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.siblings import environment_of
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact, went_to
from inspector.diagnose.weights import HALF, STRONG
from inspector.protocol.tokens.macaroon import place_of
from inspector.protocol.urls import is_loopback
from inspector.reading.credential import Credential
from inspector.reading.meanings import BESIDE_THE_PLACE, Names
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS, TURNS_AWAY
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


# ---------------- One host for two environments, told apart by the keys
def key_of_another_environment(case: Case) -> Found:
    """The very same was given to a key of the other environment: `test_…` where `live_…` asks."""
    if case.status not in MAY_BE_WRONG_ADDRESS or case.said(*_OTHER_REASON):
        return
    mine = _environment(case)
    for other in (*reversed(case.before), *case.after) if mine is not None else ():
        theirs = _environment(other) if other.succeeded and other.repeats(case) else None
        if mine is None or theirs is None or theirs[0] == mine[0]:
            continue
        entry = other.number
        said = tr(
            "Entry {entry} got it with one for {environment}.", entry=entry, environment=theirs[0]
        )
        yield case.refused_for(
            "key-of-another-environment",
            STRONG,
            fact(
                tr("The key says that it is for {environment}.", environment=mine[0]), mine[1].place
            ),
            fact(said, theirs[1].place),
            explains=True,
            environment=mine[0],
            other=theirs[0],
        )
        return


def _environment(case: Case) -> tuple[str, Credential] | None:
    """Return the environment that a key begins with, and the key; None where it names none."""
    named = ((environment_of(one.bare[:_BEGINS]), one) for one in case.sent.credentials)
    return next((found for found in named if found[0]), None)


_BEGINS = 12  # characters: `sk_test_`, `sandbox-sq0`; what comes after is random

RULES = (made_for_another_host, key_of_another_environment)
