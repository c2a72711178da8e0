"""The address that a reply repeats, which is none of the server's own words."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.reading.errors.own_address import own_address


def _found(url, text, status=404):
    asked = Message(method="GET", url=url)
    own = own_address(Exchange(request=asked, reply=Reply(status=status)))
    return own is not None and own.search(text) is not None


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://a.test/api/login", "The path '/api/login' was not found"),
        ("https://a.test/api/login", "POST https://a.test/api/login failed"),
        ("https://a.test/regions/forbidden", "no region: forbidden"),
        ("https://a.test/forbidden", "Cannot GET /forbidden"),
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
    ],
)
def test_what_the_server_says_itself(url, text, status):
    assert not _found(url, text, status)
