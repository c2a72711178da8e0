"""Credentials are found wherever a request carries them."""

import pytest

from inspector.diagnose.facts.case import Trace


def sent(attempt, text):
    return Trace(attempt(text + "\n< 401 Unauthorized")).case(0).sent


def test_keys_in_header_query_and_body(attempt):
    found = sent(
        attempt,
        """> POST https://a.test:8443/x?api_key=k2&page=3
        > X-Api-Key: k1
        > Content-Type: application/json
        >> {"auth":"k3","name":"n"}""",
    )
    assert [(key.where, key.value) for key in found.keys] == [
        ("header", "k1"), ("query", "k2"), ("body", "k3"),
    ]  # fmt: skip
    assert found.has_any
    assert found.host == "a.test:8443"
    assert found.bare_host == "a.test"


def test_cookies_with_places(attempt):
    found = sent(attempt, "> GET https://a.test/\n> Cookie: theme=dark; sessionid=abc; csrftoken=x")
    assert [cookie.name for cookie in found.session_cookies] == ["sessionid"]
    assert [cookie.name for cookie in found.csrf_cookies] == ["csrftoken"]
    place = found.session_cookies[0].place
    assert "theme=dark; sessionid=abc; csrftoken=x"[place.start : place.end] == "abc"


def test_nothing_sent(attempt):
    assert not sent(attempt, "> GET https://a.test/\n> Cookie: theme=dark").has_any
    assert not sent(attempt, "> GET https://a.test/\n> Authorization: Bearer ").has_any


def test_login_and_token_requests(attempt):
    login = sent(
        attempt,
        """> POST https://a.test/login
        > Content-Type: application/x-www-form-urlencoded
        >> user[email]=a%40b.c&user[password]=x""",
    )
    assert login.is_login
    assert login.login_user == "a@b.c"
    token = sent(
        attempt,
        """> POST https://a.test/t
        > Content-Type: application/x-www-form-urlencoded
        >> grant_type=refresh_token&refresh_token=r""",
    )
    assert token.is_token_request


def test_a_broken_address_is_no_problem(attempt):
    assert sent(attempt, "> GET http://[::1").host == ""


def test_a_login_in_the_query_is_a_login(attempt):
    made = sent(attempt, "> GET http://a.test/query?db=d&u=root&p=wrong")
    assert made.is_login
    assert made.has_any
    assert made.login_user == "root"
    assert not sent(attempt, "> GET http://a.test/list?user=root&p=2").is_login


def test_a_key_in_the_path(attempt):
    keys = (
        "/bot123456789:AAF1234567890abcdefghijklmnop/getMe",
        "/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx",
    )
    for path in keys:
        assert sent(attempt, f"> POST https://a.test{path}").has_any, path
    for path in ("/bots/123456", "/webhooks/550e8400-e29b-41d4-a716-446655440000", "/services/tea"):
        assert not sent(attempt, f"> POST https://a.test{path}").has_any, path


@pytest.mark.parametrize(
    ("lines", "operation"),
    [
        ("> Content-Type: application/json\n>> {'operationName':'Me','query':'q'}", "Me"),
        ("> Content-Type: application/json\n>> {'query':'{ me }'}", "{ me }"),
        ("> Content-Type: application/json\n>> {'jsonrpc':'2.0','method':'list'}", "list"),
        ("> SOAPAction: urn:Status", "urn:Status"),
        ("> X-Amz-Target: Cognito.InitiateAuth", "Cognito.InitiateAuth"),
        ("> Content-Type: application/json\n>> {'method':'card'}", ""),
    ],
)
def test_what_is_called_at_one_address_is_read(attempt, lines, operation):
    text = f"> POST https://a.test/api\n{lines}".replace("'", '"')
    assert sent(attempt, text).operation == operation


def test_a_token_against_forgery_is_known_by_its_form_too(attempt):
    text = """> POST https://wiki.acme.test/w/api.php
    > Content-Type: application/x-www-form-urlencoded
    >> action=edit&token={}"""
    found = sent(attempt, text.format("8f14e45f%2B%5C")).csrf_tokens
    assert [(one.name, one.value) for one in found] == [("token", "8f14e45f+\\")]
    assert sent(attempt, text.format("8f14e45f")).csrf_tokens == ()


@pytest.mark.parametrize(
    ("path", "is_key"),
    [
        ("/oauth2/introspect", False),
        ("/oauth2/revoke", False),
        ("/token_revocation", False),
        ("/oauth2/devoke", True),
        ("/orders", True),
    ],
)
def test_a_token_that_is_asked_about_is_not_who_calls(attempt, path, is_key):
    text = f"""> POST https://a.test{path}
    > Content-Type: application/x-www-form-urlencoded
    >> token=q8Rt5Lm2Xc9Vb7Nz4Kp1"""
    assert [key.name for key in sent(attempt, text).keys] == (["token"] if is_key else [])


def test_a_key_beside_the_token_that_is_asked_about_is_who_calls(attempt):
    text = """> POST https://a.test/oauth2/introspect
    > Content-Type: application/x-www-form-urlencoded
    >> token=q8Rt5Lm2Xc9Vb7Nz4Kp1&api_key=k2"""
    assert [key.name for key in sent(attempt, text).keys] == ["api_key"]
