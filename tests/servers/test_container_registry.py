"""Debian's container registry: the token round as a scheme, its failures, its way from a 401."""

import pytest

from inspector.compose.scope import Scope
from inspector.export.export import export
from inspector.model.fix import KIND
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.request import Request
from tests.fixtures.container_registry import PASSWORD, SERVICE, USER, ContainerRegistry

pytestmark = pytest.mark.server("docker-registry")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    made = ContainerRegistry(tmp_path_factory.mktemp("registry"))
    yield made
    made.stop()


@pytest.fixture
def registry(running):
    running.tokens.asked.clear()
    yield running
    running.tokens.answers, running.tokens.field = None, "token"


@pytest.fixture
def login(held):
    return lambda password=PASSWORD, **more: RegistryToken(
        user=USER, password=held(password), **more
    )


def shown(answer):
    """Return each exchange as what it was for and how it was answered."""
    return [(one.purpose, one.reply and one.reply.status) for one in answer.attempt.exchanges]


def first(answer):
    return answer.verdict.findings[0]


# The registry knows the caller then, and says that the repository is not there.
LET_IN = [("main", 401), ("token", 200), ("challenge-answer", 404)]


@pytest.mark.parametrize(("asks", "method"), [("basic", "GET"), ("form", "POST")])
@pytest.mark.parametrize("field", ["token", "access_token"])
def test_a_login_reads_what_it_may(registry, send, login, asks, method, field):
    registry.tokens.field = field
    answer = send(registry.tags("team/app"), credential=login(asks=asks))
    assert shown(answer) == LET_IN
    ((how, fields, basic),) = registry.tokens.asked
    assert (how, bool(basic)) == (method, asks == "basic")
    assert ("service", SERVICE) in fields
    assert ("scope", "repository:team/app:pull") in fields
    signature = answer.attempt.exchanges[-1].request.headers[-1].value.rpartition(".")[2]
    for secret in (PASSWORD, signature):
        assert secret not in export(answer, "har").text


def test_nobody_reads_what_is_public(registry, send):
    answer = send(registry.tags("public/app"), credential=RegistryToken())
    assert shown(answer) == LET_IN
    assert registry.tokens.asked[0][2] == ""


def test_a_wrong_password_is_refused_by_the_token_service(registry, send, login):
    answer = send(registry.tags("team/app"), credential=login("wrong"))
    assert shown(answer) == [("main", 401), ("token", 401)]
    found = first(answer)
    assert (answer.verdict.entry, found.slug, found.who_must_act) == (1, "wrong-password", "client")


def test_a_token_service_that_fails_is_its_owners_fault(registry, send, login):
    registry.tokens.answers = (503, {"details": "no database"})
    answer = send(registry.tags("team/app"), credential=login())
    assert shown(answer) == [("main", 401), ("token", 503)]
    found = first(answer)
    assert (found.slug, found.who_must_act) == ("token-endpoint-failed", "identity-provider")


def test_an_answer_without_a_token_ends_it(registry, send, login):
    registry.tokens.answers = (200, {"hello": "world"})
    answer = send(registry.tags("team/app"), credential=login())
    assert shown(answer) == [("main", 401), ("token", 200)]
    assert answer.attempt.exchanges[-1].failure.kind == "no-token"


def test_a_login_that_may_not_is_told_from_nobody(registry, send, login):
    """A token comes in any case; what it allows is less than what was asked for."""
    known = first(send(registry.tags("other/app"), credential=login()))
    assert (known.slug, known.who_must_act) == ("registry-access-not-given", "api-owner")
    assert USER in " ".join(each.statement for each in known.evidence)
    nobody = send(registry.tags("team/app"), credential=RegistryToken())
    assert shown(nobody)[-1] == ("challenge-answer", 401)
    found = first(nobody)
    assert (found.slug, found.who_must_act) == ("registry-asked-as-nobody", "client")
    assert found.fixes[0].id == "add-credential"
    assert {str(each.field) for each in found.fixes[0].changes if each.ask} == {
        "credential.user",
        "credential.password",
    }


def test_the_401_sets_it_up(registry, send, bench):
    request = Request(url=registry.tags("public/app"))
    answer = bench.submit(bench.send(request, Scope())).result(60)
    fix = first(answer).fixes[0]
    assert fix.id == "set-up-token-round"
    assert "127.0.0.1" in fix.title
    assert [each.after for each in fix.changes if each.field == KIND] == ["registry-token"]
    fixed = bench.submit(bench.fix(request, fix, Scope())).result(60)
    after = bench.submit(bench.send(fixed.request, Scope())).result(60)
    assert shown(after) == LET_IN


def test_a_login_sent_to_the_registry_itself_is_taken_along(registry, curl):
    answer = curl(f"-u {USER}:{PASSWORD} {registry.tags('team/app')}")
    fix = first(answer).fixes[0]
    assert fix.id == "switch-to-registry-token"
    assert not any(each.ask for each in fix.changes)
