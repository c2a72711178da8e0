"""What fetches a fresh token, and what that risks."""

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose.trial import renewal
from inspector.model.experiment import Aids
from inspector.model.request import FormBody, FormField, RawBody, Request
from tests.fixtures.short_texts import attempt_of

TRACE = """
> POST https://login.test/token
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic YTpi
>> grant_type={grant}&client_id=a
< 200 OK
< Content-Type: application/json
<< {{"access_token": "abc.def", "token_type": "Bearer"}}
---
> GET https://api.test/orders
> Authorization: Bearer abc.def
< 401 No
"""


def scope(*fields):
    body = FormBody(fields=tuple(FormField(name, value) for name, value in fields))
    return Scope(
        aids=Aids(renewal=Request(url="https://login.test/token", method="post", body=body))
    )


def test_given_along(ground, means):
    found = ground(scope=scope(("grant_type", "client_credentials")))
    assert renewal.known(found) == "POST"
    assert renewal.request(found, means) is found.aids.renewal
    assert renewal.asks(found) == ()


@pytest.mark.parametrize(
    ("grant", "consent"), [("refresh_token", "uses-up-token"), ("password", "login-attempt")]
)
def test_what_it_risks(ground, grant, consent):
    assert renewal.asks(ground(scope=scope(("grant_type", grant)))) == (consent,)
    assert consent in renewal.asks(ground(TRACE.format(grant=grant)))


def test_an_address_may_say_that_it_renews(ground):
    found = ground(scope=Scope(aids=Aids(renewal=Request(url="https://api.test/auth/refresh"))))
    assert renewal.asks(found) == ("uses-up-token",)


def test_seen_in_the_attempt(ground, means, store):
    found = ground(TRACE.format(grant="client_credentials"))
    assert renewal.known(found) == "POST"
    again = renewal.request(found, means)
    assert again.url == "https://login.test/token"
    assert isinstance(again.body, RawBody)
    assert "grant_type" not in repr(again)
    assert "grant_type=client_credentials&client_id=a" in store.values.values()
    assert "Basic YTpi" in store.values.values()


def test_none_is_known(ground):
    assert renewal.known(ground()) is None


@pytest.mark.parametrize(
    ("reply", "token"),
    [
        ('< 200 OK\n<< {"access_token": "new"}', "new"),
        ("< 200 OK\n<< []", ""),
        ("< 200 OK\n<< {{{", ""),
        ('< 400 No\n<< {"error": "invalid_grant"}', ""),
    ],
)
def test_the_token_in_a_reply(reply, token):
    assert renewal.token_in(attempt_of("> POST https://a.test/token\n" + reply)) == token
