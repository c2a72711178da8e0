"""What a message holds of secrets, so that it is known where a reply repeats it."""

import base64

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.masking.message_secrets import of_exchange


def _sent(*headers):
    message = Message(method="GET", url="https://a.test/", headers=headers)
    return list(of_exchange(Exchange(request=message)))


def test_a_header_of_basic_gives_its_password_too():
    sent = base64.b64encode(b"ada:correct-horse-7").decode()
    assert _sent(Header("Authorization", f"Basic {sent}")) == [sent, "correct-horse-7"]


def test_a_header_without_secrets_gives_none():
    assert not _sent(Header("Accept", "application/json"))


def test_an_exchange_gives_what_was_sent_and_what_is_handed_out():
    message = Message(
        method="POST",
        url="https://a.test/login?api_key=k3y-9f8e7d6c",
        target="/login?api_key=k3y-9f8e7d6c",
        headers=(Header("Content-Type", "application/x-www-form-urlencoded"),),
        body=b"user=ada&password=correct-horse-7",
    )
    reply = Reply(
        status=200,
        headers=(Header("Set-Cookie", "sid=9f8e7d6c5b4a; Path=/"),),
        body=b'{"access_token": "at-0123456789abcdef"}',
    )
    found = set(of_exchange(Exchange(request=message, reply=reply)))
    assert found == {
        *("k3y-9f8e7d6c", "correct-horse-7"),
        *("9f8e7d6c5b4a", "at-0123456789abcdef"),
    }


def test_a_line_that_was_read_is_left_out():
    line = Header("Authorization", "Bearer at-0123456789abcdef")
    exchange = Exchange(request=Message(method="GET", url="https://a.test/", headers=(line,)))
    seen = set()
    assert list(of_exchange(exchange, None, seen)) == ["at-0123456789abcdef"]
    assert not list(of_exchange(exchange, None, seen))
