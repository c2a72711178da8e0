"""Nonce and code of the login that brought an ID token."""

import pytest

from inspector.annotate.tokens.expected import Login, expected_by, login_of
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJub25jZSI6Im4xIn0.c2ln"
AUTHORIZE = "https://idp.example/authorize?response_type=code&client_id=a&nonce="


def _exchange(url, *, body=b"", location="", reply=b""):
    headers = (Header("Location", location),) if location else ()
    return Exchange(
        request=Message(method="POST", url=url, body=body),
        reply=Reply(status=200, headers=headers, body=reply),
    )


REPLY = f'{{"access_token": "x", "id_token": "{TOKEN}"}}'.encode()
FETCHED = _exchange(
    "https://idp.example/token", body=b"grant_type=authorization_code&code=c%2B1", reply=REPLY
)
ASKED = _exchange(f"{AUTHORIZE}n1")
LED = _exchange("https://app.example/login", location=f"{AUTHORIZE}n2")


@pytest.mark.parametrize(
    ("around", "nonce"),
    [
        ((), ""),
        ((ASKED, FETCHED), "n1"),
        ((ASKED, LED, FETCHED), "n2"),
        ((ASKED, FETCHED, LED), "n1"),
        ((_exchange("https://a.example/?nonce=csp"), FETCHED), ""),
    ],
)
def test_the_last_login_before_it_counts(around, nonce):
    assert login_of(FETCHED, TOKEN, around) == Login(nonce, "c+1")


def test_a_token_in_the_fragment_comes_with_its_code():
    back = _exchange("https://idp.example/cb", location=f"https://app/#code=c2&id_token={TOKEN}")
    assert login_of(back, TOKEN, (ASKED, back)) == Login("n1", "c2")


def test_a_token_that_was_sent_is_of_no_known_login():
    sent = _exchange("https://api.example/orders", body=TOKEN.encode(), reply=b"no")
    assert login_of(sent, TOKEN, (ASKED, sent)) == Login()
    assert login_of(FETCHED, "", (ASKED,)) == Login()


def test_it_is_expected_of_the_token():
    found = expected_by(FETCHED, TOKEN, (), iter((ASKED, FETCHED)))
    assert (found.nonce, found.code, found.access_token) == ("n1", "c+1", "x")
    assert "c+1" not in repr(Login("n1", "c+1"))


@pytest.mark.parametrize("body", [b"\xff=%ff&code", b"a=1&" * 100, b"[", b'{"code": "="}'])
def test_hostile_bodies(body):
    made = _exchange("https://[", body=body, reply=TOKEN.encode())
    assert login_of(made, TOKEN, (made,)).nonce == ""
