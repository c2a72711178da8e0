"""The transport changes nothing that it is given."""

from inspector.model.message import Header, Message
from inspector.send.transport import request_of


def test_a_message_for_the_transport():
    message = Message(
        method="qUery",
        url="http://a.example:81/%zz|",
        target="/%zz|",
        headers=(Header("X-Ä".encode().decode("latin-1"), "ä"), Header("x", "1"), Header("X", "2")),
        body=b"data",
    )
    request = request_of(message)
    assert request.extensions["method"] == b"qUery"
    assert request.extensions["target"] == b"/%zz|"
    assert request.url.raw_host == b"a.example"
    assert request.headers.raw[1:] == [(b"x", b"1"), (b"X", b"2")]
    assert len(request.headers.raw) == 3
