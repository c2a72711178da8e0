"""What people do in a browser: nothing is found where nothing is wrong, and the cause elsewhere.

The recordings in `tests/cases/browser` are judged whole and sanitised; every third flow is gone
through anew. With RECORD_BROWSER set to a folder, all are, and their recordings are left there.
"""

import json
import os
from pathlib import Path

import pytest

from inspector import intake
from inspector.diagnose.diagnosing import diagnose
from inspector.model.finding import Certainty
from inspector.reading.statuses import REFUSES_WITHOUT_WORDS
from tests.fixtures.browser.recording import without_credentials
from tests.fixtures.provider import Provider
from tests.fixtures.servers import folder_for_others
from tests.fixtures.sites.world import World
from tests.servers.flows import flows

FLOWS = flows()
HEALTHY = [name for name, flow in FLOWS.items() if not flow.cause]
BROKEN = [name for name, flow in FLOWS.items() if flow.cause]
KEEP = os.environ.get("RECORD_BROWSER")
LIVE = list(FLOWS) if KEEP else list(FLOWS)[::3]
RECORDED = Path(__file__).parents[1] / "cases" / "browser"
EXPORTS = {"whole": lambda har: har, "sanitised": without_credentials}
SERVERS = ("django", "apache", "lighttpd", "apache_sites", "nginx", "squid")
HARDLY = {Certainty.POSSIBLE, Certainty.UNLIKELY}


def _entries(har):
    return har["log"]["entries"]


def _refusals(har):
    """Return the statuses that refuse; the browser asks for an icon or not, as it has time."""
    asked = (each for each in _entries(har) if not each["request"]["url"].endswith("/favicon.ico"))
    statuses = (each["response"]["status"] for each in asked)
    return tuple(each for each in statuses if each in REFUSES_WITHOUT_WORDS | {400})


def _verdict(har):
    return diagnose(intake.read(json.dumps(har).encode()).attempt)


def _judge(name, har, export):
    """Check the verdict over a recording of a flow against what the flow says of itself."""
    flow, verdict = FLOWS[name], _verdict(EXPORTS[export](har))
    told = [(each.slug, each.title) for each in verdict.findings]
    if flow.cause:
        assert told
        first = verdict.findings[0]
        unseen = export == "sanitised" and first.certainty in HARDLY
        assert first.cause.replace("-", "_") in flow.cause or unseen, told
        return
    assert not told
    refused = {
        index
        for index, each in enumerate(_entries(har))
        if each["response"]["status"] in REFUSES_WITHOUT_WORDS
    }
    reasons = {each.entry: each.reason for each in verdict.healthy}
    assert refused <= reasons.keys()
    assert all(reasons.values())


def test_there_are_enough():
    assert {path.stem for path in RECORDED.glob("*.har")} == set(FLOWS)
    assert len(HEALTHY) >= 40
    assert len(BROKEN) >= 12


@pytest.mark.parametrize("name", FLOWS)
def test_a_recorded_one(name):
    har = json.loads((RECORDED / f"{name}.har").read_text())
    assert _refusals(har) == FLOWS[name].refused
    for export in EXPORTS:
        _judge(name, har, export)


@pytest.fixture(scope="module")
def world(certificates, request):
    """The servers, and the browser that knows them by name."""
    servers = {name: request.getfixturevalue(name) for name in SERVERS}
    with folder_for_others("world") as folder:
        provider = Provider(folder, certificates, World.LOGIN)
        made = World(folder / "front", certificates, provider, **servers)
        yield made
        made.stop()
        provider.stop()


def _needs_all(test):
    for name in ("nginx", "apache", "lighttpd", "squid", "django", "oidc-provider", "chromium"):
        test = pytest.mark.server(name)(test)
    return test


def _written(har, world):
    """Return a recording as text, an entry a line; the one port in it differs from run to run."""
    shell = {"log": {**har["log"], "entries": []}}
    entries = ",\n".join(json.dumps(each, separators=(",", ":")) for each in _entries(har))
    text = json.dumps(shell).replace('"entries": []', f'"entries": [\n{entries}\n]')
    return text.replace(world.proxied.partition("//")[2], "plain.town.example") + "\n"


@_needs_all
@pytest.mark.xdist_group("flows")  # which share one browser and its servers
@pytest.mark.parametrize("name", LIVE)
def test_a_fresh_one(world, name):
    tab = world.tab(FLOWS[name])
    try:
        FLOWS[name].act(tab, world)
        har = tab.settle().har()
    finally:
        tab.close()
    if KEEP:
        Path(KEEP, f"{name}.har").write_text(_written(har, world))
    assert _refusals(har) == FLOWS[name].refused
    for export in EXPORTS:
        _judge(name, har, export)
