"""What sending would begin with."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.request import Request


def unsent(bench, request, scope=None):
    answer = bench.submit(bench.unsent(request, scope or Scope(environment="test"))).result(60)
    assert not answer.verdict.findings
    (exchange,) = answer.attempt.exchanges
    assert exchange.reply is None
    return answer.attempt, exchange


def _value(exchange, name):
    return next((each.value for each in exchange.request.headers if each.name == name), None)


@pytest.mark.parametrize(
    ("make", "name", "value"),
    [
        (lambda ref: Bearer(token=ref), "Authorization", "Bearer hunter2hunter2"),
        (lambda ref: ApiKey(name="X-Key", value=ref), "X-Key", "hunter2hunter2"),
        (lambda ref: Basic(user="ada", password=ref), "Authorization", None),
    ],
)
def test_the_credential_is_in_it(bench, make, name, value):
    request = Request(url="http://a.example/x", credential=make(bench.vault.put("hunter2hunter2")))
    attempt, exchange = unsent(bench, request)
    sent = _value(exchange, name)
    assert sent == value if value else sent.startswith("Basic ")
    assert attempt.request == request
    assert attempt.environment == "test"
    assert exchange.failure is None


def test_what_waits_for_a_challenge_is_not(bench):
    credential = Digest(user="ada", password=bench.vault.put("hunter2hunter2"))
    _, exchange = unsent(bench, Request(url="http://a.example/x", credential=credential))
    assert _value(exchange, "Authorization") is None


def test_what_is_missing_is_said(bench):
    _, exchange = unsent(bench, Request(url="http://{{host}}/x"))
    assert exchange.failure.kind == "unresolved-variable"
    _, exchange = unsent(
        bench, Request(url="http://a.example", credential=Bearer(token=bench.vault.put("")))
    )
    assert exchange.failure.stage == "compose"
