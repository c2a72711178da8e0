"""What a message holds of secrets, so that it is known where a reply repeats it."""

import base64

from inspector.model.message import Header, Message
from inspector.protocol.masking.message_secrets import of_header, of_lines_and_body


def test_a_header_of_basic_gives_its_password_too():
    sent = base64.b64encode(b"ada:correct-horse-7").decode()
    assert list(of_header(Header("Authorization", f"Basic {sent}"))) == [sent, "correct-horse-7"]


def test_a_header_without_secrets_gives_none():
    assert not list(of_header(Header("Accept", "application/json")))


def test_address_and_body_give_theirs():
    message = Message(
        method="POST",
        url="https://a.test/login?api_key=k3y-9f8e7d6c",
        target="/login?api_key=k3y-9f8e7d6c",
        headers=(Header("Content-Type", "application/x-www-form-urlencoded"),),
        body=b"user=ada&password=correct-horse-7",
    )
    assert set(of_lines_and_body(message)) == {"k3y-9f8e7d6c", "correct-horse-7"}
