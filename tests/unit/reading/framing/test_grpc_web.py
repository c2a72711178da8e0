import base64

import pytest

from inspector.model.message import Header, Reply
from inspector.reading.framing.grpc_web import grpc_status, grpc_trailers

MESSAGE = b"\x00\x00\x00\x00\x03abc"
LINES = b"grpc-status:7\r\ngrpc-message:role%20wanted\r\n"
TRAILER = b"\x80" + len(LINES).to_bytes(4, "big") + LINES


def reply(body, kind="application/grpc-web+proto", **more):
    return Reply(status=200, headers=(Header("Content-Type", kind),), body=body, **more)


@pytest.mark.parametrize(
    "found",
    [
        reply(MESSAGE + TRAILER),
        reply(TRAILER),
        reply(base64.b64encode(MESSAGE + TRAILER), "application/grpc-web-text+proto"),
        reply(base64.b64encode(MESSAGE) + base64.b64encode(TRAILER), "application/grpc-web-text"),
    ],
)
def test_the_status_behind_the_messages_is_read(found):
    assert grpc_trailers(found) == (("grpc-status", "7"), ("grpc-message", "role wanted"))
    assert grpc_status(found) == "7"


def test_trailers_and_headers_come_first():
    assert grpc_status(reply(b"", trailers=(Header("grpc-status", "16"),))) == "16"
    assert grpc_status(Reply(status=200, headers=(Header("Grpc-Status", "0"),))) == "0"


@pytest.mark.parametrize(
    "found",
    [
        reply(MESSAGE),
        reply(b"\x80\xff\xff\xff\xff" + LINES[:4]),
        reply(b"A", "application/grpc-web-text"),
        reply(TRAILER, "application/octet-stream"),
        reply(b""),
    ],
)
def test_other_bodies_name_no_status(found):
    assert grpc_status(found) == ""
