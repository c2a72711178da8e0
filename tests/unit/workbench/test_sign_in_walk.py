"""Walking a sign-in: the right step and party for each broken server, and nobody asked unasked."""

import json

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.oauth2 import OAuth2
from inspector.model.secret import Secret
from inspector.presentation.verdict.sign_in_words import owner_note, summary
from inspector.protocol.oauth.sign_in_faults import fault
from inspector.workbench.build import build
from inspector.workbench.progress import Asked, Recorded, WalkedSoFar
from tests.fixtures import sign_in_walks
from tests.fixtures.mcp_faults import FAULTS
from tests.fixtures.mcp_server import McpServer
from tests.fixtures.sign_in_walks import PARTY, STEP, initialize, walked


class RegisteredAnywhere:
    """Redirect addresses of a client that may name any."""

    def __contains__(self, _redirect):
        return True


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
        answer = bench.submit(bench.send(request, Scope())).result(60)
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


class TestChoosing:
    """A person says which client it is; what breaks there can be gone in another way."""

    def answers(self, bench, *given):
        """Answer the questions about the client in turn; None declines."""
        asked, left = [], list(given)

        async def ask(question):
            if question.about.asks == "host":
                return {}
            asked.append(question)
            fields = left.pop(0)
            return None if fields is None else {n: Secret(v) for n, v in fields.items()}

        bench.ask = ask
        return asked

    def go(self, bench, server, news=None):
        person = sign_in_walks.Person(bench)
        walking = bench.tokens.walk(initialize(server.url), Scope(), (), news, chooses=True)
        made = bench.submit(walking).result(60)
        person.join()
        return made

    def test_registers_where_nothing_else_is_chosen(self, server, bench):
        asked = self.answers(bench, {})
        assert self.go(bench, server).walk.done
        (question,) = asked
        assert question.about.ways == ("register", "client")
        assert "registration" in question.about.walk.offers
        assert question.about.walk.is_waiting
        assert len(server.clients) == 1

    def test_a_typed_client_id_is_not_registered(self, bench):
        server = McpServer("no-registration")
        server.clients["https://me.example/client.json"] = RegisteredAnywhere()
        try:
            asked = self.answers(bench, {"client_id": " https://me.example/client.json "})
            walk = self.go(bench, server).walk
        finally:
            server.stop()
        assert asked[0].about.ways == ("client",)
        assert walk.done
        assert walk.credential.client_id == "https://me.example/client.json"

    def test_a_refused_loopback_address_is_registered_with_localhost(self, bench):
        server = McpServer("refuses-numbers")
        try:
            asked = self.answers(bench, {}, {"way": "localhost"})
            made = self.go(bench, server)
        finally:
            server.stop()
        assert [each.about.asks for each in asked] == ["client", "broken"]
        assert asked[1].about.ways == ("localhost", "client")
        step, found = asked[1].about.walk.broken
        assert (step.name, found.slug) == ("registration", "redirect-refused")
        assert made.walk.done
        assert made.walk.broken is None
        assert made.walk.credential.login.host == "localhost"

    def test_declined_after_a_broken_registration_it_stays_broken(self, bench):
        server = McpServer("registration-closed")
        try:
            asked = self.answers(bench, {}, None)
            made = self.go(bench, server)
        finally:
            server.stop()
        assert asked[1].about.ways == ("client", "register")
        step, found = made.walk.broken
        assert (step.name, found.slug) == ("registration", "registration-closed")

    def test_whoever_follows_it_is_asked_told_and_shown_each_step(self, server, bench):
        """The questions come to whoever follows the send, not to everybody."""
        news, answered = [], []

        def take(one):
            news.append(one)
            if isinstance(one, Asked):
                answered.append(one.question.about.asks)
                one.answer.set_result({})

        async def never(question):
            raise AssertionError(question.text)

        bench.ask = never
        walk = self.go(bench, server, take).walk
        assert walk.done
        assert answered == ["host", "client"]
        assert len([one for one in news if isinstance(one, Recorded)]) >= len(walk.steps)
        walks = [one.walk for one in news if isinstance(one, WalkedSoFar)]
        marks = [[step.mark for step in each.steps].count("not-reached") for each in walks]
        assert marks[0] > marks[-1]
        assert {"waits"} <= {step.mark for each in walks for step in each.steps}


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
