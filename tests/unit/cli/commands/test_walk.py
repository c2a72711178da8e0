"""The command `walk` on a good server and on a broken one, as text, Markdown and JSON."""

import json
import threading

import jsonschema
import msgspec
import pytest

from inspector.cli import questions
from inspector.export import schema
from inspector.export.export import export
from inspector.workbench.answer import answer
from tests.fixtures.login_walk import Browser
from tests.fixtures.mcp_server import McpServer
from tests.fixtures.recorded_sign_ins import editor


@pytest.fixture
def browser(monkeypatch):
    """Somebody signs in wherever the terminal says so."""
    threads, told = [], questions.told

    async def sign_in(notice):
        await told(notice)
        if notice is not None:
            threads.append(threading.Thread(target=Browser().sign_in, args=(notice.address,)))
            threads[-1].start()

    monkeypatch.setattr(questions, "told", sign_in)
    yield
    for thread in threads:
        thread.join(60)


@pytest.fixture
def walk(cli, browser):
    def run(fault, *options):
        server = McpServer(fault)
        try:
            ran = cli("walk", server.url, "--mcp", "--allow-host", server.host, *options)
            assert not [token for token in server.issued if token in ran.out + ran.err]
            return ran
        finally:
            server.stop()

    return run


def test_a_good_server_is_walked_to_the_end(walk):
    ran = walk("")
    assert ran.status == 0
    assert ran.out.count(": done") == 8
    assert "Signed in; the API took the token." in ran.out


def test_a_broken_step_is_named_with_its_party(walk):
    ran = walk("resource-differs")
    assert ran.status == 1
    assert "Resource metadata step: 127.0.0.1 calls its resource https://internal" in ran.out
    assert "the API's fault" in ran.out
    assert "Token: not reached" in ran.out


def test_json_fits_its_schema(walk):
    ran = walk("refuses-its-own-tokens", "--format", "json")
    made = json.loads(ran.out)
    jsonschema.validate(made, schema.schema("walk"))
    assert (made["broken"], made["party"], made["done"]) == ("call", "api", False)
    assert made["steps"][-1]["entry"] == len(made["exchanges"]) - 1


def test_markdown_is_for_the_owner(walk):
    ran = walk("issuer-differs", "--format", "markdown")
    assert ran.out.startswith("## The login provider calls itself https://login.example.com")
    assert "RFC 8414 §3.3" in ran.out


def test_without_consent_it_says_what_to_add(cli):
    server = McpServer()
    try:
        ran = cli("walk", server.url)
    finally:
        server.stop()
    assert ran.status == 1
    assert f"--allow-host {server.host}" in ran.out
    assert "Registration: not reached" in ran.out


# ---------------- What another client recorded
def har(tmp_path, attempt):
    path = tmp_path / "recording.har"
    path.write_text(export(answer(attempt), "har").text)
    return str(path)


def test_the_sign_in_of_another_client_is_judged_and_nothing_is_sent(cli, tmp_path):
    ran = cli("walk", "--recording", har(tmp_path, editor(registers="403 Forbidden")))
    assert ran.status == 1
    assert "login.notes.test" in ran.out
    assert "RFC 7591" in ran.out
    good = cli("walk", "--recording", har(tmp_path, editor()))
    assert good.status == 0
    assert "opaque-0123456789" not in good.out


def test_a_recording_without_a_sign_in_says_what_to_record(cli, tmp_path):
    attempt = editor()
    calls_only = msgspec.structs.replace(attempt, exchanges=attempt.exchanges[:1])
    ran = cli("walk", "--recording", har(tmp_path, calls_only))
    assert ran.status == 2
    assert "No sign-in is in this recording." in ran.err
