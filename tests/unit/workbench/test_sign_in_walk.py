"""Walking a sign-in: the right step and party for each broken server, and nobody asked unasked."""

import json

import pytest

from inspector.compose.scope import Scope
from inspector.model.credential import Bearer, OAuth2
from inspector.presentation.verdict.sign_in_words import owner_note, summary
from inspector.protocol.oauth.sign_in_faults import fault
from inspector.workbench.build import build
from tests.fixtures import sign_in_walks
from tests.fixtures.mcp_faults import FAULTS
from tests.fixtures.mcp_server import McpServer
from tests.fixtures.sign_in_walks import PARTY, STEP, initialize, walked


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()


@pytest.fixture
def server():
    made = McpServer()
    yield made
    made.stop()


@pytest.mark.parametrize("expected", FAULTS, ids=lambda one: one.fault)
def test_right_step_and_party(expected):
    walk = walked(expected.fault).walk
    assert walk.broken is not None
    step, trouble = walk.broken
    assert (STEP[step.name], PARTY[fault(trouble.slug).party]) == (expected.step, expected.party)
    assert summary(walk)


class TestGood:
    def test_walked_to_the_call(self, server, bench):
        made = sign_in_walks.walk(bench, initialize(server.url), {server.host})
        assert made.walk.done
        assert made.walk.broken is None
        assert [step.exchange for step in made.walk.steps] == list(range(8))
        assert owner_note(made.walk, made.answer.attempt.exchanges) == ""

    def test_what_it_found_sends_the_request(self, server, bench):
        found = sign_in_walks.walk(bench, initialize(server.url), {server.host}).walk.credential
        assert found.issuer == server.issuer
        assert found.scope == "files:read"
        assert found.target.resources == (server.url,)
        server.seen.clear()
        request = initialize(server.url, credential=found)
        answer = bench.submit(bench.send(request, Scope())).result(20)
        assert [each.reply.status for each in answer.attempt.exchanges] == [200]
        assert server.seen == [("POST", "/mcp", True)]

    @pytest.mark.parametrize(
        "variant",
        [
            "opaque-token",
            "parent-resource",
            "openid-only",
            "slash-issuer",
            "redirects-to-itself",
            "with-secret",
        ],
    )
    def test_other_good_servers_are_not_blamed(self, variant):
        walk = walked(variant).walk
        assert walk.broken is None
        assert walk.done


class TestConsent:
    def test_only_the_dialled_host_is_asked(self, server, bench):
        made = sign_in_walks.walk(bench, initialize(server.url), ())
        assert made.walk.is_waiting
        assert made.walk.broken is None
        assert [host.state for host in made.walk.hosts] == ["yours", "not-asked"]
        assert made.walk.hosts[1].by == made.walk.hosts[0].host
        sent = {each.request.url.split("/")[2] for each in made.answer.attempt.exchanges}
        assert sent == {made.walk.hosts[0].host}

    def test_a_person_agrees_to_each_host_once(self, server, bench):
        questions = []

        async def ask(question):
            questions.append(question.text)
            return {}

        bench.ask = ask
        assert sign_in_walks.walk(bench, initialize(server.url), ()).walk.done
        assert len(questions) == 1
        assert server.host in questions[0]

    def test_nothing_of_the_users_goes_out(self, server, bench):
        mine = Bearer(token=bench.vault.put("a-token-of-mine-77", place="memory"))
        made = sign_in_walks.walk(bench, initialize(server.url, credential=mine), {server.host})
        sent = b"".join(each.raw_sent for each in made.answer.attempt.exchanges)
        assert made.walk.done
        assert b"a-token-of-mine-77" not in sent


def test_a_client_that_was_typed_is_not_registered(bench):
    server = McpServer("no-registration")
    server.clients["typed"] = ["http://127.0.0.1:47113/"]
    known = OAuth2(client_id="typed", login=sign_in_walks.login(port=47113))
    try:
        request = initialize(server.url, credential=known)
        walk = sign_in_walks.walk(bench, request, {server.host}).walk
    finally:
        server.stop()
    assert walk.done
    assert "registration" not in [step.name for step in walk.steps]


def test_the_note_for_the_owner_holds_no_secret():
    made = walked("refuses-its-own-tokens")
    note = owner_note(made.walk, made.answer.attempt.exchanges)
    assert "RFC 6750" in note
    token = made.answer.attempt.exchanges[-2].reply.body
    assert json.loads(token)["access_token"] not in note
