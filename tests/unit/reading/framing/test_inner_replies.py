"""Replies within a reply refuse where each of them does."""

import pytest

from inspector.reading.body import Content
from inspector.reading.framing.inner_replies import refuses_all_parts


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ('{"responses":[{"id":"1","status":401,"body":{}}]}', True),
        ('[{"code":403,"headers":[],"body":"{}"}]', True),
        ('{"responses":[{"id":"1","status":401,"body":{}},{"id":"2","status":200,"body":{}}]}', False),
        ('{"items":[{"status":401,"message":"Unauthorized"}]}', False),
        ("<?xml version='1.0'?><m><status>HTTP/1.1 403 Forbidden</status></m>", True),
        ("<?xml version='1.0'?><m><status>HTTP/1.1 200 OK</status><status>HTTP/1.1 403 No</status></m>", False),
        ('{"methodResponses":[["error",{"type":"forbidden"},"c1"]],"sessionState":"7"}', True),
        ('[["error",{"type":"unAuthorized","exitCode":0},"t1"]]', True),
        ('[["error",{"type":"unknownMethod"},"t1"]]', False),
        ('[["error",{"type":"forbidden"},"t1"],["doveadmResponse",{"a":1},"t2"]]', False),
        ('[["forbidden",{"type":"forbidden"},"t1"]]', False),
    ],
)  # fmt: skip
def test_replies_within_a_reply(body, refused):
    assert refuses_all_parts(Content(body.encode(), "")) is refused
