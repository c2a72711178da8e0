"""Sign-ins walked at an MCP server that is built on the official SDK."""

import pytest

from inspector.protocol.oauth.sign_in_faults import fault
from tests.fixtures import sign_in_walks
from tests.fixtures.mcp_official import OfficialMcpServer
from tests.fixtures.sign_in_walks import initialize

pytestmark = pytest.mark.server("mcp")


@pytest.fixture
def official(tmp_path):
    made = []

    def start(**options):
        made.append(OfficialMcpServer(tmp_path, **options))
        return made[-1]

    yield start
    for server in made:
        server.stop()


def test_walked_from_a_401_to_its_tools(official, bench):
    made = sign_in_walks.walk(bench, initialize(official().url), ())
    assert made.walk.broken is None
    assert made.walk.done
    last = made.answer.attempt.exchanges[-1].reply
    assert last.status == 200
    assert b'"serverInfo"' in last.body
    assert [step.mark for step in made.walk.steps] == ["done"] * 8


def test_its_refusal_of_its_own_token_is_its_fault(official, bench):
    made = sign_in_walks.walk(bench, initialize(official(refuses=True).url), ())
    step, trouble = made.walk.broken
    assert (step.name, fault(trouble.slug).party) == ("call", "api")
