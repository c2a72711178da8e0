"""`send --experiments` against servers that write down what they are asked."""

import json

import jsonschema
import pytest

from inspector.export import schema
from tests.fixtures.experimenting import REFUSED, header, jwt, methods
from tests.fixtures.scripted import reply

BROKEN = reply("401 No", 'WWW-Authenticate: Bearer error="invalid_token"', body=b"bad signature")


@pytest.fixture
def server(scripted):
    return scripted([lambda request: BROKEN if header(request, "Authorization") else REFUSED])


def curl(server, token, *more):
    return f"curl {server.url}/orders -H 'Authorization: Bearer {token}' {' '.join(more)}"


def test_it_says_what_it_sends_then_what_came_of_it(cli, server):
    token = jwt()
    ran = cli("send", "--curl", curl(server, token), "--experiments")
    assert ran.status == 1
    told = [line for line in ran.err.splitlines() if "Experiment " in line]
    assert "without-credentials" in ran.err
    assert len(told) >= 3
    assert "  No credentials" in ran.out
    assert "Scheme: passed" in ran.out
    assert 1 < len(server.requests) <= 9
    assert methods(server) <= {"GET", "HEAD", "OPTIONS"}
    for secret in (token.rpartition(".")[2], *made_up(server, token)):
        assert secret not in ran.out + ran.err


def made_up(server, token):
    sent = {header(one, "Authorization").rpartition(".")[2] for one in server.requests}
    return sent - {"", token.rpartition(".")[2]}


def test_as_json_it_fits_the_schema(cli, server):
    ran = cli("send", "--curl", curl(server, jwt()), "--experiments", "--format", "json")
    made = json.loads(ran.out)
    jsonschema.validate(made, schema.schema("send"))
    assert {one["id"] for one in made["experiments"]} >= {"without-credentials"}
    assert made["ladder"][0] == {
        "name": "Scheme",
        "state": "passed",
        "experiment": "without-credentials",
    }
    proofs = [p for f in made["verdict"]["findings"] for p in f["evidence"]]
    assert any(proof["experiment"] for proof in proofs)


def test_as_markdown(cli, server):
    ran = cli("send", "--curl", curl(server, jwt()), "--experiments", "--format", "markdown")
    assert "## Experiments" in ran.out
    assert "| No credentials |" in ran.out


def test_unasked_nothing_is_tried(cli, server):
    ran = cli("send", "--curl", curl(server, jwt()))
    assert len(server.requests) == 1
    assert "Experiments" not in ran.out + ran.err


def test_a_post_is_not_repeated(cli, server):
    ran = cli("send", "--curl", curl(server, jwt(), "-d a=1"), "--experiments")
    assert methods(server) == {"POST"}
    assert len(server.requests) == 1
    assert "consent" in ran.err


def test_what_is_accepted_is_left_alone(cli, scripted):
    server = scripted([reply("200 OK", body=b"hello")])
    ran = cli("send", server.url, "--experiments")
    assert ran.status == 0
    assert len(server.requests) == 1
    assert ran.err == ""


def test_an_account_that_may_be_locked_is_left_alone(cli, scripted):
    server = scripted([reply("401 No", body=b"Your account is locked.")])
    ran = cli("send", "--curl", f"curl -u ada:pw {server.url}", "--experiments")
    assert len(server.requests) == 1
    assert "locked" in ran.err


def test_a_fix_and_experiments_exclude_each_other(cli, server):
    ran = cli("send", "--curl", curl(server, jwt()), "--experiments", "--fix")
    assert ran.status == 2
    assert not server.requests
    assert "--fix" in ran.err
