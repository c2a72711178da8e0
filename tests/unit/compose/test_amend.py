"""Changing a finished message: one header, its body, its target."""

import msgspec

from inspector.compose.amend import with_body, with_header, with_target, without_headers
from inspector.model.message import Header, Message, values

MESSAGE = Message(
    method="POST",
    url="http://a.example/x",
    target="/x",
    headers=(
        Header("Host", "a.example", "default"),
        Header("A", "1"),
        Header("Content-Type", "x/y"),
        Header("Content-Length", "3", "default"),
    ),
    body=b"abc",
    body_size=3,
)


def test_a_header_stands_before_those_of_the_body():
    names = [each.name for each in with_header(MESSAGE, Header("B", "2")).headers]
    assert names == ["Host", "A", "B", "Content-Type", "Content-Length"]


def test_a_header_replaces_all_of_its_name():
    twice = with_header(with_header(MESSAGE, Header("b", "1")), Header("B", "2"))
    assert [each.value for each in twice.headers if each.name.lower() == "b"] == ["2"]


def test_headers_can_be_taken_away():
    assert [each.name for each in without_headers(MESSAGE, "a", "HOST").headers] == [
        "Content-Type",
        "Content-Length",
    ]


def test_the_length_follows_the_body():
    changed = with_body(MESSAGE, b"abcdef", ((0, 2),))
    assert changed.headers[-1].value == "6"
    assert (changed.body, changed.body_size, changed.body_secret) == (b"abcdef", 6, ((0, 2),))


def test_a_body_where_there_was_none_gets_a_length():
    bare = msgspec.structs.replace(without_headers(MESSAGE, "content-length"), body=b"")
    assert values(with_body(bare, b"abcd", ()).headers, "Content-Length") == ("4",)
    assert values(with_body(bare, b"", ()).headers, "Content-Length") == ()
    chunked = with_header(bare, Header("Transfer-Encoding", "chunked"))
    assert values(with_body(chunked, b"abcd", ()).headers, "Content-Length") == ()


def test_a_length_the_user_wrote_stays():
    own = with_header(MESSAGE, Header("Content-Length", "99"))
    assert values(with_body(own, b"", ()).headers, "Content-Length") == ("99",)


def test_the_url_follows_the_target():
    changed = with_target(MESSAGE, "/y?k=1", ((5, 6),))
    assert (changed.url, changed.target) == ("http://a.example/y?k=1", "/y?k=1")
