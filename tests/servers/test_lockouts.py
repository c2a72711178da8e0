"""No sequence of experiments and fixes that needed no consent locks anybody out."""

from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from inspector.compose.scope import Scope
from inspector.workbench.build import build
from tests.fixtures.framework_sites import Site
from tests.fixtures.tomcat import Tomcat
from tests.servers.proving.calls import bearer, signed
from tests.servers.proving.person import Person
from tests.servers.proving.places.transmission import daemon
from tests.servers.proving.player import Hand, status_of
from tests.servers.proving.records import Inputs

pytestmark = [
    pytest.mark.server(name) for name in ("django", "oidc-provider", "tomcat", "transmission")
]
PASSWORD, SECRET = "correct horse", "lockout-secret-44d09ac1e7b25f38a6"
RIGHT, WRONG = f"-u 'alice:{PASSWORD}'", "-u 'alice:battery staple'"
ROUNDS = 2  # what is offered, then what is offered after that


@dataclass(frozen=True)
class Door:
    """Three failures lock it. refused, accepted: the calls; given: how the accepted one answers."""

    refused: str
    accepted: str
    given: int = 200


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    """Run a door of each kind."""
    folder = tmp_path_factory.mktemp("doors")
    token = {"exp": 4_000_000_000}
    with ExitStack() as stack:
        axes = stack.enter_context(Site("axes_gate.py", folder, folder, PASSWORD))
        site = stack.enter_context(Site("lockouts.mjs", folder, PASSWORD, SECRET))
        tomcat = stack.enter_context(Tomcat(folder, PASSWORD))
        # it counts what comes without a login, too: the one of one's own and two more must be free
        product = stack.enter_context(daemon(folder, **{"anti-brute-force-threshold": 4}))
        subject = f"{site.url}/subject"
        forged, good = (signed(key, **token) for key in ("f" * 32, SECRET))
        yield {
            "account": _login(f"{axes.url}/gate"),
            "address": _login(f"{site.url}/address"),
            "address, a product": _login(f"{product.url}/transmission/rpc", 409),
            "unverified subject": Door(bearer(forged, subject), bearer(good, subject)),
            "silent": _login(f"{tomcat.url}/basic/inside.txt"),
            "growing delay": _login(f"{site.url}/delay"),
        }


def _login(at, given=200):
    return Door(f"{WRONG} {at}", f"{RIGHT} {at}", given)


def _experiments(hand, answer):
    """Run all that needs no consent; return the answer judged with the results."""
    plans = hand.bench.experiments(answer, Scope())
    free = [plan.id for plan in plans if not plan.refused and not plan.needs]
    return hand.run(hand.bench.experiment(answer, free, Scope())) if free else answer


def _fixes(hand, answer):
    """Carry out each fix that asks for nothing; yield what came."""
    person = Person(hand, Inputs())
    for finding in answer.verdict.findings:
        for fix in finding.fixes:
            after = person.carry_out(answer, fix) if fix.risk == "none" else None
            if after is not None:
                yield after


@pytest.mark.parametrize(
    "kind",
    ["account", "address", "address, a product", "unverified subject", "silent", "growing delay"],
)
def test_what_needs_no_consent_locks_nobody(doors, kind):
    door, bench = doors[kind], build()
    try:
        hand = Hand(bench)
        answers = [hand.send(door.refused)]
        assert status_of(answers[0].attempt) == 401
        for _ in range(ROUNDS):
            judged = [_experiments(hand, answer) for answer in answers]
            answers = [after for answer in judged for after in _fixes(hand, answer)]
        assert status_of(hand.send(door.accepted).attempt) == door.given
        for _ in range(4):  # a person's own do lock it
            hand.send(door.refused)
        assert status_of(hand.send(door.accepted).attempt) != door.given
    finally:
        bench.close()
