"""A recorded message becomes a request that sends the same again."""

from inspector.model.message import Header, Message
from inspector.model.request import NoBody, RawBody, RequestHeader
from inspector.workbench.applying.recorded import request_of


def test_what_the_user_sent_is_kept_and_the_rest_made_anew():
    message = Message(
        method="POST",
        url="http://a/token?x=1",
        headers=(
            Header("Host", "a"),
            Header("Content-Type", "application/json"),
            Header("X-Trace", "1"),
            Header("Accept", "*/*", "default"),
            Header("Content-Length", "2"),
        ),
        body=b"{}",
    )
    request = request_of(message)
    assert (request.method, request.url) == ("POST", "http://a/token?x=1")
    assert request.headers == (RequestHeader("X-Trace", "1"),)
    assert request.body == RawBody(text="{}", content_type="application/json")


def test_bodies():
    assert request_of(Message(method="GET", url="http://a/")).body == NoBody()
    assert request_of(Message(method="POST", url="http://a/", body=b"\xff")) is None
