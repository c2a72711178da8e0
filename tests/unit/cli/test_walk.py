"""The command `walk` on a good server and on a broken one, as text, Markdown and JSON."""

import json
import threading

import jsonschema
import pytest

from inspector.cli import questions
from inspector.export import schema
from tests.fixtures.login_walk import Browser
from tests.fixtures.mcp_server import McpServer


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
        thread.join(20)


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
