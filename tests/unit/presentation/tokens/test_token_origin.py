"""Where a token stood and what is known about what its API expects."""

import pytest

from inspector.compose.scope import Scope
from inspector.model.exchange import Exchange
from inspector.model.kinds.basic import Basic
from inspector.model.message import Header, Message, Reply
from inspector.model.request import FormBody, FormField, Request
from inspector.presentation.tokens.token_origin import (
    client_of,
    expected_of,
    host_of_issuer,
    is_known,
    standing,
)
from tests.gui.token_samples import exchange, token

TEXT = token()
CLAIMS = {"iss": "https://login.example.com", "aud": ["x", "https://api.example.com/v1"]}


def asking(url="https://login.example.com/token", **fields):
    body = FormBody(fields=tuple(FormField(name, value) for name, value in fields.items()))
    return Request(method="POST", url=url, body=body)


def test_it_says_in_which_header_the_token_was_sent():
    said = "Sent in the Authorization header of List orders."
    assert standing(TEXT, exchange(TEXT), "", "List orders") == said
    reply = Reply(status=200, headers=(Header("X-Token", TEXT),))
    got = Exchange(request=Message(method="GET", url="https://a.example/"), reply=reply)
    assert standing(TEXT, got, "", "a") == "Received in the X-Token header of a."


def test_elsewhere_it_names_the_place():
    assert standing("abc-123", exchange(TEXT), "the body received", "a") == (
        "Found in the body received of a."
    )
    assert standing("abc-123", None, "", "") == ""
    assert standing(TEXT, exchange(TEXT), "", "") == "Sent in the Authorization header."


@pytest.mark.parametrize(
    ("issuer", "host"),
    [("https://login.example.com/a", "login.example.com"), ("orders", ""), ("http://[x", "")],
)
def test_the_host_of_an_issuer(issuer, host):
    assert host_of_issuer(issuer) == host


def test_the_token_request_tells_client_and_issuer():
    found = expected_of(CLAIMS, TEXT, exchange(TEXT), (), asking(client_id="orders-web"))
    assert found.client == "orders-web"
    assert found.issuer == "https://login.example.com"
    assert found.audience == "https://api.example.com/v1"
    assert found.scope == "read write"
    assert found.use == "access"


def test_a_token_request_elsewhere_tells_no_issuer():
    other = asking("https://other.example/token", client_id="{{client}}")
    found = expected_of(CLAIMS, TEXT, exchange(TEXT), (), other)
    assert (found.issuer, found.client) == ("", "")


def test_of_a_pasted_token_nothing_is_known():
    found = expected_of(CLAIMS, TEXT, None)
    assert (found.audience, found.issuer, found.sent) == ("", "", None)


def test_a_client_may_log_in_with_basic():
    assert client_of(Request(url="x", credential=Basic(user="me"))) == "me"
    assert client_of(None) == client_of(Request(url="x")) == ""


def test_an_issuer_is_known_by_a_variable_or_a_saved_request():
    issuer, scope = "https://login.example.com/tenant", Scope()
    variables = Scope(variables={"auth": "https://login.example.com/oauth", "n": "7"})
    filled = Scope(variables={"host": "login.example.com"})
    saved = Request(url="https://{{host}}/token")
    assert is_known(issuer, variables, ())
    assert is_known(issuer, filled, (saved,))
    assert not is_known(issuer, scope, (saved,))
    assert not is_known("https://login.example.com:8443", variables, ())
    assert not is_known("orders", Scope(variables={"a": "orders"}), ())
