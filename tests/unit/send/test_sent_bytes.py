"""Where secrets lie in the bytes that went out."""

from inspector.model.message import Header, Message
from inspector.send.evidence import secret_ranges


def _found(message, raw):
    return [raw[start:end] for start, end in secret_ranges(message, raw)]


def test_target_headers_and_body():
    message = Message(
        method="POST",
        url="http://a/x?k=KEY",
        target="/x?k=KEY",
        target_secret=((5, 8),),
        headers=(
            Header("A", "Bearer", secret=()),
            Header("A", "Bearer TOKEN", secret=((7, 12),)),
            Header("B", "TOKEN", secret=((0, 5),)),
        ),
        body=b"p=BODY",
        body_secret=((2, 6),),
    )
    raw = b"POST /x?k=KEY HTTP/1.1\r\nA: Bearer\r\nA: Bearer TOKEN\r\nB: TOKEN\r\n\r\np=BODY"
    assert _found(message, raw) == [b"KEY", b"TOKEN", b"TOKEN", b"BODY"]


def test_a_proxy_gets_the_absolute_target():
    message = Message(method="GET", url="http://a/x", target="/KEY", target_secret=((1, 4),))
    raw = b"GET http://a:80/KEY HTTP/1.1\r\n\r\n"
    assert _found(message, raw) == [b"KEY"]


def test_a_chunked_body_is_secret_as_a_whole():
    message = Message(
        method="POST", url="http://a/", target="/", body=b"SECRET", body_secret=((0, 6),)
    )
    raw = b"POST / HTTP/1.1\r\n\r\n3\r\nSEC\r\n3\r\nRET\r\n0\r\n\r\n"
    assert _found(message, raw) == [raw[19:]]


def test_a_message_cut_short():
    message = Message(
        method="GET",
        url="http://a/",
        target="/",
        headers=(Header("A", "SECRET", secret=((0, 6),)),),
    )
    assert secret_ranges(message, b"") == ()
    assert secret_ranges(message, b"GET / HTTP/1.1\r\n") == ()
