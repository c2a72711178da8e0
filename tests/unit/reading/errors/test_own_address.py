"""The address that a reply repeats, which is none of the server's own words."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.reading.errors.own_address import own_address


def _own(url, status, said=None, headers=()):
    asked = Message(method="GET", url=url)
    return own_address(
        Exchange(request=asked, reply=Reply(status=status, headers=headers)), said or {}
    )


def _found(url, text, status=404):
    own = _own(url, status)
    return own is not None and own.search(text) is not None


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://a.test/api/login", "The path '/api/login' was not found"),
        ("https://a.test/api/login", "POST https://a.test/api/login failed"),
        ("https://a.test/regions/forbidden", "no region: forbidden"),
        ("https://a.test/forbidden", "Cannot GET /forbidden"),
        ("https://a.test/simple/token-expired/", "The project token-expired does not exist"),
        ("https://a.test/", 'Cannot query field "unauthorized" on type "Query"'),
    ],
)
def test_what_was_asked_for(url, text):
    assert _found(url, text)


@pytest.mark.parametrize(
    ("url", "text", "status"),
    [
        ("https://a.test/", "Not found", 404),
        ("https://a.test/token", "No token was sent", 401),
        ("https://a.test/regions/forbidden", "access is forbidden", 403),
        ("https://a.test/forbidden", "forbidden", 404),
        ("https://a.test/token", "see /docs/token", 404),
        ("https://a.test/token", "The token does not exist", 404),
        ("https://a.test/simple/token-expired", "token-expired: log in again", 401),
    ],
)
def test_what_the_server_says_itself(url, text, status):
    assert not _found(url, text, status)


def test_the_address_to_which_a_reply_leads():
    there = "https://id.test/authorize?redirect_uri=https%3A%2F%2Fa.test%2Fcb"
    own = _own("https://a.test/orders", 302, headers=(Header("Location", there),))
    assert own.sub("", f"Found. Redirecting to {there}") == "Found. Redirecting to "


def test_a_word_to_which_a_reply_leads_stays_one():
    own = _own("https://a.test/orders", 302, headers=(Header("Location", "login"),))
    assert own.sub("", "No login was found") == "No login was found"


@pytest.mark.parametrize(
    ("path", "data", "left"),
    [
        (["parcel", "signature"], {"parcel": {"signature": None}}, "_NOT_AVAILABLE"),
        (["signature"], {"signature": None}, "SIGNATURE_NOT_AVAILABLE"),
        (["parcel", "signature"], None, "SIGNATURE_NOT_AVAILABLE"),
    ],
)
def test_a_field_that_graphql_could_not_fill(path, data, left):
    said = {"errors": [{"message": "no signature", "path": path}], "data": data}
    assert _own("https://a.test/graphql", 200, said).sub("", "SIGNATURE_NOT_AVAILABLE") == left
