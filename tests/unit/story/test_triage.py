"""Most exchanges of a long trace are passed over."""

import pytest

from inspector.model.exchange import Exchange, Failure
from inspector.model.message import Header, Message, Reply
from inspector.story.triage import is_suspicious


def exchange(status, body=b"", *headers):
    return Exchange(
        request=Message(method="GET", url="https://a.test/"),
        reply=Reply(status=status, headers=headers, body=body),
    )


@pytest.mark.parametrize(
    ("status", "body"),
    [(401, b""), (403, b""), (407, b""), (511, b""), (200, b'{"ok":false,"error":"x"}'),
     (200, b"<input type=password>"), (200, b"Fails."), (400, b'{"error":"invalid_grant"}'),
     (500, b""), (422, b'{"msg":"Not enough segments"}')],
)  # fmt: skip
def test_worth_a_look(status, body):
    assert is_suspicious(exchange(status, body))


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b""), (204, b""), (304, b""), (200, b'{"errors":[],"ok":true}'), (404, b"nothing"),
     (200, b"hello"), (302, b""), (409, b'{"error":"duplicate"}')],
)  # fmt: skip
def test_passed_over(status, body):
    assert not is_suspicious(exchange(status, body))


def test_failures_and_stops():
    message = Message(method="GET", url="https://a.test/")
    for kind, worth in (("refused", True), ("stopped", False)):
        failure = Failure(stage="connect", kind=kind, message="m")
        assert is_suspicious(Exchange(request=message, failure=failure)) is worth


def test_grpc_status():
    assert is_suspicious(exchange(200, b"", Header("grpc-status", "16")))
    assert not is_suspicious(exchange(200, b"", Header("grpc-status", "0")))
