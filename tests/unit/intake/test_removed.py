"""Values that were blanked out are told from real ones."""

import pytest

from inspector.intake import removed
from inspector.model.message import Header, latin1


@pytest.mark.parametrize(
    "value",
    [
        "***",
        "[REDACTED]",
        "<redacted>",
        "xxxx",
        "XXXXXXXX",
        "REMOVED",
        "••••",
        "…",
        "...",
        "[removed]",
        "{{ redacted }}",
        "(hidden)",
        "[SECRET REMOVED]",
        '"***"',
        "<masked token>",
    ],
)
def test_placeholders(value):
    assert removed.is_placeholder(latin1(value))


@pytest.mark.parametrize("value", ["", "abc", "Bearer", "x", "a***b is text", "secret", "1.2.3"])
def test_what_is_no_placeholder(value):
    assert not removed.is_placeholder(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer ***"),
        ("authorization", "[REDACTED]"),
        ("Authorization", "Bearer eyJhbGciOi••••••••Qm9k"),
        ("Cookie", "theme=dark; sid=[REDACTED]"),
        ("Set-Cookie", "sid=xxxx; Path=/"),
        ("X-Api-Key", "REMOVED"),
        ("Authorization", 'Digest username="a", response="***"'),
    ],
)
def test_headers(name, value):
    assert removed.removed_from(Header(name, latin1(value)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer abc"),
        ("Accept", "***"),
        ("Cookie", "a=b; c=d"),
        ("Authorization", "Basic YTpi"),
    ],
)
def test_headers_that_are_whole(name, value):
    assert not removed.removed_from(Header(name, value))


def test_names_of_the_parts():
    headers = (Header("Accept", "*/*"), Header("Authorization", "Bearer ***"))
    assert removed.removed_from_headers("request", headers) == ["request.headers.authorization"]
    url = "https://a/?q=1&access_token=%5BREDACTED%5D#x"
    assert removed.removed_from_url(url) == ["request.query.access_token"]
    assert removed.removed_from_url("https://a/?q=1") == []
    assert removed.removed_from_body("request", b'{"password": "***"}') == ["request.body"]
    assert removed.removed_from_body("request", b"user=a&password=%2A%2A%2A") == ["request.body"]
    assert removed.removed_from_body("reply", b'{"access_token":"[REDACTED]"}') == ["reply.body"]
    assert removed.removed_from_body("reply", b'{"text": "*** important ***"}') == []
