"""`send --experiments` against servers that write down what they are asked."""

import json
from datetime import UTC, datetime, timedelta

import jsonschema
import pytest

from inspector.export import schema
from tests.fixtures.experimenting import REFUSED, header, jwt, methods
from tests.fixtures.scripted import reply

BROKEN = reply("401 No", 'WWW-Authenticate: Bearer error="invalid_token"', body=b"no")


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
    assert "garbage-credentials" in ran.err
    assert len(told) >= 3
    assert "  Made-up credential" in ran.out
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
    ids = [one["id"] for one in made["experiments"]]
    assert "without-credentials" in ids
    assert made["ladder"][0] == {
        "name": "Scheme",
        "state": "passed",
        "experiment": "without-credentials",
    }
    moved = [change for one in made["experiments"] for change in one["moved"]]
    assert moved
    assert all(0 <= change["before"] != change["after"] <= 1 for change in moved)
    assert sum(one["requests"] for one in made["experiments"]) == len(server.requests) - 1
    proofs = [p for f in made["verdict"]["findings"] for p in f["evidence"]]
    assert any(proof["experiment"] for proof in proofs)


def test_as_markdown(cli, server):
    ran = cli("send", "--curl", curl(server, jwt()), "--experiments", "--format", "markdown")
    assert "## Experiments" in ran.out
    assert "| Made-up credential |" in ran.out


def test_unasked_nothing_is_tried(cli, server):
    ran = cli("send", "--curl", curl(server, jwt()))
    assert len(server.requests) == 1
    assert "Experiments" not in ran.out + ran.err


def test_a_post_is_not_repeated(cli, server):
    ran = cli("send", "--curl", curl(server, jwt(), "-d a=1"), "--experiments")
    assert [one.split(b" ")[0] for one in server.requests].count(b"POST") == 1
    assert methods(server) <= {"POST", "GET"}
    assert "may the same credential read" in ran.err.lower() or "GET to the same address" in ran.err


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


def test_what_is_agreed_to_is_named_and_nothing_else_runs(cli, server):
    asked = curl(server, jwt(), "-d a=1")
    ran = cli("send", "--curl", asked, "--experiments", "--allow-method", "PUT", "--allow-login")
    assert methods(server) <= {"POST", "GET"}
    assert sum(one.startswith(b"POST") for one in server.requests) == 1
    server.requests.clear()
    ran = cli("send", "--curl", asked, "--experiments", "--allow-method", "post")
    assert ran.status == 1
    assert sum(one.startswith(b"POST") for one in server.requests) > 1


def test_a_login_is_tried_elsewhere_where_both_are_agreed_to(cli, scripted):
    good = "Basic YWRhOnB3"

    def answer(request):
        known = header(request, "Authorization") == good and b" /me " in request
        return reply("200 OK", body=b"ada") if known else REFUSED

    server = scripted([answer])
    asked = ("send", "--curl", f"curl -u ada:pw {server.url}/orders", "--experiments")
    ran = cli(*asked, "--works-at", f"{server.url}/me")
    assert not any(b" /me " in one for one in server.requests)
    ran = cli(*asked, "--works-at", f"{server.url}/me", "--allow-login")
    assert any(b" /me " in one for one in server.requests)
    assert "good elsewhere; here another scheme is asked for" in ran.out
    assert "Cause: scheme-mismatch" in ran.out  # it is refused by a challenge for Bearer


def recorded(folder, address, token):
    """Return the name of a recording in which the token was accepted."""
    entry = {
        "startedDateTime": (datetime.now(UTC) - timedelta(minutes=1)).isoformat(),
        "time": 5,
        "request": {
            "method": "GET",
            "url": f"{address}/orders",
            "httpVersion": "HTTP/1.1",
            "headers": [{"name": "Authorization", "value": f"Bearer {token}"}],
        },
        "response": {"status": 200, "statusText": "OK", "headers": [], "content": {"text": "{}"}},
    }
    file = folder / "session.har"
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}))
    return str(file)


def test_what_a_recording_shows_as_accepted_before_is_compared(cli, server, tmp_path):
    token = jwt()
    file = recorded(tmp_path, server.url, token)
    asked = ("send", "--curl", curl(server, token), "--experiments", "--format", "json")
    ran = cli(*asked, "--before", file)
    results = {one["id"]: one for one in json.loads(ran.out)["experiments"]}
    before = results["accepted-before"]
    assert (before["result"], before["requests"]) == ("accepted", 0)
    assert cli(*asked, "--before", str(tmp_path / "none.har")).status == 2


def test_a_recording_counts_without_experiments_too(cli, scripted, tmp_path):
    token = "k7Qw2ZpX9vLm4RtY8uBn"
    server = scripted([reply("401 No", body=b"no")])
    asked = ("send", "--curl", curl(server, token), "--format", "json")
    assert first_finding(cli(*asked)) != "worked-before"
    before = ("--before", recorded(tmp_path, server.url, token))
    assert first_finding(cli(*asked, *before)) == "worked-before"
    assert cli(*asked, "--before", str(tmp_path / "none.har")).status == 2


def first_finding(ran):
    return json.loads(ran.out)["verdict"]["findings"][0]["finding"]
