"""Refusals in successes: a word alone, a box of a small page, a call that misses a password."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of, sent_from_here

BASIC = "> Authorization: Basic b3RhOm1pbGwtcG9uZC03\n"
KEY = "https://mill.example/state?password=pond-7"
BOX = "<div class='errorMessage'>{}</div>"
NO_RIGHT = "It appears as though you do not have permission to view the log file"


def _slugs(*calls):
    return [one.slug for one in diagnose(attempt_of("\n---\n".join(calls))).findings]


def _text(url, text, sent=""):
    return f"> GET {url}\n{sent}< 200 OK\n< Content-Type: text/plain\n<< {text}"


def _page(body, sent=BASIC):
    return f"> GET https://mill.example/log\n{sent}< 200 OK\n< Content-Type: text/html\n<< {body}"


def _rpc(error, params="{}", sent=BASIC):
    asked = f'>> {{"jsonrpc": "2.0", "id": 1, "method": "seed", "params": {params}}}\n'
    told = f'{{"jsonrpc": "2.0", "id": 1, "error": {{"code": 1, "message": "{error}"}}}}'
    kind = "Content-Type: application/json"
    return f"> POST https://mill.example/rpc\n{sent}> {kind}\n{asked}< 200 OK\n< {kind}\n<< {told}"


@pytest.mark.parametrize(
    ("calls", "slug"),
    [
        ((_text("https://mill.example/state", "Denied"),), "no-credentials-sent"),
        ((_text(KEY, "Denied"),), "key-refused"),
        (
            (_text(KEY, "up 7 days"), _text(KEY.replace("state", "level"), "Denied")),
            "works-elsewhere",
        ),
        ((_page(BOX.format(NO_RIGHT)),), "right-missing"),
        ((_rpc("Password required. Unlock the wallet first"),), "second-password-missing"),
        ((_rpc("Enter password for ota"),), "second-password-missing"),
    ],
)
def test_what_is_refused_in_words_is_told(calls, slug):
    assert _slugs(*calls)[0] == slug


@pytest.mark.parametrize(
    "call",
    [
        _text("https://mill.example/loans/7/state", "denied", BASIC),
        _page(f"<p>{'Berths and lamps. ' * 80}</p>{BOX.format(NO_RIGHT)}"),
        _page(BOX.format(NO_RIGHT), sent=""),
        _page(BOX.format("3 users without permission")),
    ],
)
def test_other_words_are_left_alone(call):
    assert _slugs(call) == []


@pytest.mark.parametrize(
    "call",
    [_rpc("Password required", '{"password": ""}', sent=""), _rpc("New password required")],
)
def test_a_call_without_a_login_or_for_a_new_password_misses_no_second_one(call):
    assert "second-password-missing" not in _slugs(call)


# ---------------- A server that breaks and shows its own page
OWN = (
    "<title>500 Internal Server Error</title><h1>Internal Server Error</h1><p>The server encountered"
    " an internal error or misconfiguration and was unable to complete your request.</p>"
)


@pytest.mark.parametrize(
    ("body", "slugs"),
    [(OWN, ["broke-without-a-word"]), ("<h1>Error</h1><p>The order 7 has no lines.</p>", [])],
)
def test_the_page_of_a_web_server_says_nothing_of_what_broke(body, slugs):
    text = _page(body).replace("200 OK", "500 Internal Server Error")
    found = diagnose(sent_from_here(attempt_of(text))).findings
    assert [one.slug for one in found] == slugs


def test_what_is_sent_beside_a_login_belongs_to_no_login_provider():
    broke = (
        _rpc("-", '{"password": "pond-7"}').partition("< 200")[0] + "< 500 Internal Server Error"
    )
    assert "token-endpoint-failed" not in _slugs(broke)
    assert "token-endpoint-failed" in _slugs(broke.replace(BASIC, "").replace("rpc", "login"))
