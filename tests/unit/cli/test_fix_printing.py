"""`send --fix` as a command: both verdicts, in each format, and the exit status of the last."""

import json

import pytest

from inspector.mocklab import MockLab
from inspector.mocklab.checks.logins import PASSWORD
from tests.fixtures.scripted import reply


@pytest.fixture(scope="module")
def lab():
    with MockLab(scenarios=["wrong-scheme", "account-locked", "every-scheme"]) as lab:
        lab._thread.kept_for_the_run = True
        yield lab


@pytest.fixture
def fix(cli, lab, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")

    def fix(path, *more):
        command = f"curl -u ada:{PASSWORD} {lab.address}/scenario/{path}"
        return cli("send", "--curl", command, "--fix", *more)

    return fix


def test_text_says_all_in_its_order(fix):
    ran = fix("wrong-scheme/report")
    assert ran.status == 0
    parts = [
        "-> 401",
        "Certain: ",
        "Fix: Switch to Digest and resend (switch-to-digest)",
        "Sends: GET",
        "This counts as a login attempt.",
        "Nothing to explain: the 401 Unauthorized in entry 1 was the challenge that entry 2",
        "This was it: the API wants Digest",
    ]
    places = [ran.out.index(part) for part in parts]
    assert places == sorted(places)
    assert PASSWORD not in ran.out


def test_markdown(fix):
    ran = fix("wrong-scheme/report", "--format", "markdown")
    assert ran.status == 0
    assert "\n## Fix: Switch to Digest" in ran.out
    assert "\n## After the fix\n" in ran.out
    assert "Fix: Switch to Digest" in ran.err  # before it ran


def test_json(fix):
    ran = fix("wrong-scheme/report", "--format", "json")
    made = json.loads(ran.out)
    assert (made["before"]["status"], made["after"]["status"]) == (401, 200)
    assert made["fix"]["id"] == "switch-to-digest"
    assert made["aftermath"]["result"] == "solved"
    assert ran.status == 0


def test_a_text_to_pass_on_sends_nothing(fix):
    ran = fix("account-locked/account", "--format", "json")
    made = json.loads(ran.out)
    assert made["after"] is None
    assert made["aftermath"] is None
    assert made["fix"]["message"].startswith("Please look")
    assert ran.status == 1
    assert "Please look" not in ran.err


def test_without_a_refusal_there_is_nothing_to_fix(fix):
    ran = fix("every-scheme/basic")
    assert "There is nothing to fix." in ran.out
    assert ran.status == 0


def test_what_is_missing_is_a_wrong_call(cli, lab):
    ran = cli("send", f"{lab.address}/scenario/wrong-scheme/report", "--fix")
    assert ran.status == 2
    assert "--secret -" in ran.err
    assert ran.out.count("Fix: ") == 1


COLLECTION = {
    "collection.toml": 'name = "Shop"\nvariables = {{ api = "{url}" }}\n',
    "orders.toml": """
name = "Orders"
url = "{{{{api}}}}/orders"
[credential]
kind = "bearer"
token = {{ environment = "OLD_TOKEN" }}
""",
    "token.toml": """
name = "Token"
method = "POST"
url = "{{{{api}}}}/token"
[body]
kind = "form"
fields = [{{ name = "grant_type", value = "client_credentials" }}]
""",
}


def test_the_token_request_of_a_saved_collection_is_used(cli, scripted, tmp_path, monkeypatch):
    def api(request):
        if request.startswith(b"POST /token"):
            return reply("200 OK", body=b'{"access_token": "fresh-token-1"}')
        if b"Bearer fresh-token-1" in request:
            return reply("200 OK")
        return reply("401 Unauthorized", 'WWW-Authenticate: Bearer error="invalid_token"')

    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    monkeypatch.setenv("OLD_TOKEN", "old-token-of-last-week")
    server, folder = scripted([api]), tmp_path / "shop"
    folder.mkdir()
    for name, text in COLLECTION.items():
        (folder / name).write_text(text.format(url=server.url))
    ran = cli("send", str(folder / "orders.toml"), "--fix=fetch-token")
    assert ran.status == 0
    assert "A fresh token was fetched." in ran.out
    assert "fresh-token-1" not in ran.out
