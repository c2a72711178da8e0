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


def chained(request):
    """Refuse two words before a token, then a missing CSRF token, then a right that is not there."""
    head = request.partition(b"\r\n\r\n")[0].decode().lower()
    if "authorization: bearer bearer" in head:
        return reply("401 Unauthorized", 'WWW-Authenticate: Bearer error="invalid_token"')
    if head.startswith("get"):
        return reply("200 OK", "Set-Cookie: csrftoken=t0k; Path=/")
    if "x-csrftoken: t0k" not in head:
        return reply("403 Forbidden", body=b'{"detail": "CSRF Failed: CSRF token missing."}')
    if "abcdefgh12345678" in head:
        return reply("403 Forbidden", body=b'{"detail": "You do not have permission."}')
    return reply("201 Created", body=b"{}")


@pytest.fixture
def chain(cli, scripted, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    monkeypatch.setenv("OTHER", "another-token-0f1e2d")
    server = scripted([chained])
    sent = "-X POST -H 'Authorization: Bearer Bearer abcdefgh12345678' -b sessionid=s0"

    def chain(*more):
        command = f"curl {sent} {server.url}/orders"
        return cli("send", "--curl", command, "--fix", "--format", "json", *more)

    return chain


def test_the_next_fix_follows_until_it_is_accepted(chain):
    ran = chain("--secret", "env:OTHER")
    made = json.loads(ran.out)
    results = [(step["fix"]["id"], step["aftermath"]["result"]) for step in made["steps"]]
    assert results == [
        ("clean-strip-bearer", "next-cause"),
        ("fetch-csrf", "next-cause"),
        ("enter-other", "solved"),
    ]
    assert (made["after"]["status"], made["aftermath"]["result"]) == (201, "solved")
    assert made["left"] is None
    assert "another-token" not in ran.out + ran.err


def test_it_stops_where_somebody_else_must_act_and_says_so(chain):
    made = json.loads(chain().out)
    assert [step["fix"]["id"] for step in made["steps"]] == ["clean-strip-bearer", "fetch-csrf"]
    assert made["aftermath"]["result"] == "next-cause"
    assert "Use another account" in made["left"]


def test_another_saved_credential_is_used(cli, scripted, tmp_path, monkeypatch):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    monkeypatch.setenv("MINE", "another-token-0f1e2d")
    server = scripted([chained])
    saved = tmp_path / "other.toml"
    saved.write_text(
        'name = "Other"\nmethod = "POST"\nurl = "https://elsewhere.test/"\n'
        '[credential]\nkind = "bearer"\ntoken = {environment = "MINE"}\n'
    )
    sent = "-X POST -H 'X-CSRFToken: t0k' -H 'Authorization: Bearer abcdefgh12345678'"
    command = f"curl {sent} {server.url}/orders"
    ran = cli("send", "--curl", command, "--fix", "--saved", str(saved), "--format", "json")
    assert ran.out, ran.err
    made = json.loads(ran.out)
    assert (made["fix"]["id"], made["aftermath"]["result"]) == ("use-saved-other", "solved")


def moved(inside):
    """Serve version 2 only; inside: what it answers to somebody without the token."""

    def serve(request):
        head = request.partition(b"\r\n\r\n")[0].decode().lower()
        if head.startswith("get /v1/"):
            text = b'{"message": "API version v1 is no longer supported, use v2"}'
            return reply("403 Forbidden", body=text)
        known = "abcdefgh12345678" in head
        return reply("200 OK", body=b"orders") if known else inside

    return serve


@pytest.mark.parametrize(
    ("inside", "result", "said"),
    [
        (reply("401 Unauthorized"), "solved", "Nobody without credentials gets that there: 401"),
        (reply("200 OK", body=b"orders"), "unclear", "So it does not show that you are known."),
    ],
)
def test_a_corrected_address_is_judged_by_what_nobody_gets_there(
    cli, scripted, monkeypatch, inside, result, said
):
    monkeypatch.setenv("REQUEST_INSPECTOR_VAULT", "memory")
    server = scripted([moved(inside)])
    command = f"curl -H 'Authorization: Bearer abcdefgh12345678' {server.url}/v1/orders"
    ran = cli("send", "--curl", command, "--fix", "--format", "json")
    made = json.loads(ran.out)
    assert made["fix"]["id"] == "use-derived-address"
    assert made["fix"]["because"].startswith('The reply says: "API version v1')
    assert made["fix"]["promise"] == "a success that not everybody gets there"
    assert made["aftermath"]["result"] == result
    assert said in made["aftermath"]["text"]
    assert len(server.requests) == 3
