"""Replies within a reply refuse where one of them does, in a listing where each does."""

import pytest

from inspector.reading.body import Content
from inspector.reading.framing.inner_replies import refuses_a_part


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ('{"responses":[{"id":"1","status":401,"body":{}}]}', True),
        ('[{"code":403,"headers":[],"body":"{}"}]', True),
        ('{"responses":[{"id":"1","status":401,"body":{}},{"id":"2","status":200,"body":{}}]}', True),
        ('{"responses":[{"id":"1","status":404,"body":{}},{"id":"2","status":200,"body":{}}]}', False),
        ('[{"result":{"data":1}},{"error":{"code":-32001,"data":{"code":"UNAUTHORIZED","httpStatus":401}}}]', True),
        ('[{"jsonrpc":"2.0","id":1,"result":2},{"jsonrpc":"2.0","id":2,"error":{"code":3,"message":"Forbidden"}}]', True),
        ('[{"result":1},{"error":{"code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404}}}]', False),
        ('[{"id":1,"url":"https://a.test","error":{"code":401,"message":"Unauthorized"}}]', False),
        ('[{"result":1,"error":null},{"result":2,"error":{"code":401}}]', False),
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
    assert refuses_a_part(Content(body.encode(), "")) is refused
