"""Django REST framework with simplejwt: its reasons are in the body, its challenge says little."""

import json

import pytest

from tests.fixtures.frameworks import KEY
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("django")
ORDER = """--json '{"item": "lamp", "count": 1}'"""


def _bearer(token):
    return f"-H 'Authorization: Bearer {token}'"


def test_each_token_is_refused_for_its_own_reason(django, told):
    orders = f"{django.url}/orders/"
    token = django.mint()
    assert told(f"{_bearer(token)} {orders}") == (200, None)
    expired = told(f"{_bearer(django.mint(seconds=-60))} {orders}")
    assert expired == (401, ("invalid-credentials", "token-expired"))
    inactive = told(f"{_bearer(django.mint(user='gone'))} {orders}")
    assert inactive == (401, ("account-locked", "account-disabled"))
    twice = told(f"{_bearer('Bearer ' + token)} {orders}")
    assert twice == (401, ("invalid-credentials", "scheme-word-twice"))
    assert told(orders) == (401, ("missing-credentials", "no-credentials-sent"))


def test_a_known_user_without_the_right_gets_403(django, told):
    refused = told(f"{_bearer(django.mint())} {django.url}/admin/orders/")
    assert refused == (403, ("insufficient-permissions", "right-missing"))
    assert told(f"{_bearer(django.mint(user='root'))} {django.url}/admin/orders/") == (200, None)


def test_the_audience(django, told):
    orders = f"{django.url}/audience/orders/"
    other = django.mint(audience="https://billing.example/api")
    assert told(f"{_bearer(other)} {orders}") == (401, ("configuration", "audience-mismatch"))
    right = django.mint(audience="https://orders.example/api")
    assert told(f"{_bearer(right)} {orders}") == (200, None)


def test_basic_and_the_word_token(django, told):
    by_password = f"{django.url}/password/orders/"
    assert told(f"-u '{USER}:{PASSWORD}' {by_password}") == (200, None)
    wrong = told(f"-u '{USER}:battery staple' {by_password}")
    assert wrong == (401, ("invalid-credentials", "wrong-password"))
    by_key = f"{django.url}/key/orders/"
    assert told(f"-H 'Authorization: Token {KEY}' {by_key}") == (200, None)
    mistaken = told(f"{_bearer(KEY)} {by_key}")  # it was taken a moment ago, with the other word
    assert mistaken == (401, ("scheme-mismatch", "key-sent-in-another-way"))


def test_a_blacklisted_refresh_token(django, told):
    body = json.dumps({"refresh": django.refresh_token()})
    assert told(f"--json '{body}' {django.url}/token/blacklist/") == (200, None)
    refused = told(f"--json '{body}' {django.url}/token/refresh/")
    assert refused == (401, ("revoked-token", "token-revoked"))


def test_a_session_and_its_csrf_token(django, told):
    desk = f"{django.url}/desk/orders/"
    session = f"-b '{django.session()}'"
    assert told(f"{session} {desk}") == (200, None)
    refused = told(f"{session} {ORDER} {desk}")
    assert refused == (403, ("csrf-failure", "csrf-token-missing"))
    ended = told(f"-b sessionid=zt3gwvdd1ylsjq0f3edyyc4r3zjq1h2z {desk}")
    assert ended == (403, ("expired-session", "session-ended"))


@pytest.mark.parametrize(
    ("options", "path", "status"),
    [
        (ORDER, "orders/", 201),
        ("-X PATCH -d a=b", "orders/1/", 422),
        (f"-X PUT {ORDER}", "orders/1/", 409),
        ("-X DELETE", "orders/1/", 204),
        ("--json '{}'", "orders/", 400),
        ("", "orders/9/", 404),
        ("-L", "orders", 200),
    ],
)
def test_ordinary_failures_are_no_finding(django, told, options, path, status):
    command = f"{options} {_bearer(django.mint())} {django.url}/{path}"
    assert told(command) == (status, None)


def test_a_method_or_body_that_is_not_taken_and_a_break_without_a_word_are_told(django, told):
    """Whoever sends one request and gets such an answer asks about it."""
    token = _bearer(django.mint())
    refused = told(f"-X PUT {token} {django.url}/orders/")
    assert refused == (405, ("wrong-endpoint", "method-not-taken"))
    unread = told(f"-H 'Content-Type: text/csv' -d a,b {token} {django.url}/orders/")
    assert unread == (415, ("configuration", "body-type-not-taken"))
    broke = told(f"{token} {django.url}/crash/")
    assert broke == (500, ("provider-unreachable", "broke-without-a-word"))


def test_a_path_that_the_server_says_it_does_not_know_may_be_the_wrong_one(django, told):
    command = f"{_bearer(django.mint())} {django.url}/nowhere/"
    assert told(command) == (404, ("wrong-endpoint", "path-unknown"))
