"""Reports of newman and of Bruno open as the attempt that they tell of."""

import json

import pytest

from inspector.intake import Unreadable, read
from inspector.intake.registry import recognise

HEADERS = [
    {"key": "Authorization", "value": "Basic YW5uOnB3MTIzNDU2", "system": True},
    {"key": "X-Off", "value": "1", "disabled": True},
]
URL = {
    "protocol": "https",
    "host": ["api", "example", "com"],
    "port": "8443",
    "path": ["v1", "a b"],
    "query": [
        {"key": "x", "value": "1"},
        {"key": "flag", "value": None},
        {"key": "off", "value": "1", "disabled": True},
        {"key": "y", "value": "a%20ü"},
    ],
}
REPLY = {
    "code": 401,
    "status": "Unauthorized",
    "header": [{"key": "WWW-Authenticate", "value": 'Basic realm="r"'}],
    "stream": {"type": "Buffer", "data": [110, 195, 164, 255]},
    "responseTime": 12,
}
FORM = {"mode": "urlencoded", "urlencoded": [{"key": "u", "value": "ä b"}]}


def newman(*executions):
    schema = {"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/"}}
    report = {"collection": schema, "run": {"executions": list(executions)}}
    return json.dumps(report).encode()


def bruno(*results):
    return json.dumps([{"iterationIndex": 0, "results": list(results)}]).encode()


def test_newman_tells_what_was_sent_and_got():
    sent = {"method": "POST", "url": URL, "header": HEADERS, "body": FORM}
    data = newman({"request": sent, "response": REPLY})
    assert recognise(data).kind == "newman-report"
    (exchange,) = read(data).attempt.exchanges
    request, reply = exchange.request, exchange.reply
    assert (request.method, request.url) == (
        "POST",
        "https://api.example.com:8443/v1/a%20b?x=1&flag&y=a%20%C3%BC",
    )
    assert [each.name for each in request.headers] == ["Authorization"]
    assert request.body == b"u=%C3%A4+b"
    assert (reply.status, reply.reason, reply.body) == (401, "Unauthorized", b"n\xc3\xa4\xff")
    assert exchange.timing.total == 12


def test_bruno_tells_what_was_sent_and_got():
    result = {
        "request": {
            "method": "POST",
            "url": "https://api.example.com/v1",
            "headers": {
                "content-type": "application/json",
                "X-None": None,
                "Authorization": "Basic ********",
            },
            "data": {"a": "ü"},
        },
        "response": {
            "status": 403,
            "statusText": "Forbidden",
            "headers": {"set-cookie": ["a=1", "b=2"]},
            "data": {"error": "no"},
            "responseTime": 3,
        },
    }
    data = bruno(result)
    assert recognise(data).kind == "bruno-report"
    (exchange,) = read(data).attempt.exchanges
    assert json.loads(exchange.request.body) == {"a": "ü"}
    assert exchange.lacks_header("authorization")
    assert [each.value for each in exchange.reply.headers] == ["a=1", "b=2"]
    assert json.loads(exchange.reply.body) == {"error": "no"}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("ECONNREFUSED", "refused"),
        ("ENOTFOUND", "name-not-found"),
        ("DEPTH_ZERO_SELF_SIGNED_CERT", "certificate"),
        ("ETIMEDOUT", "timeout"),
        ("ECONNRESET", "reset"),
    ],
)
def test_why_nothing_came(error, kind):
    (of_newman,) = read(
        newman({"request": {"url": URL}, "requestError": {"code": error}})
    ).attempt.exchanges
    failed = {
        "request": {"url": "https://a/"},
        "response": {"status": "error"},
        "error": f"connect {error}",
    }
    (of_bruno,) = read(bruno(failed)).attempt.exchanges
    assert of_newman.failure.kind == of_bruno.failure.kind == kind


@pytest.mark.parametrize("data", [newman(), bruno({"request": {}}), newman({"request": 1})])
def test_a_report_without_requests_is_told(data):
    with pytest.raises(Unreadable, match="no request"):
        read(data)


def test_a_cut_report_is_told():
    with pytest.raises(Unreadable, match="no whole JSON"):
        read(newman({"request": {"url": URL}})[:-2])


def test_another_file_of_json_is_no_report():
    assert "report" not in recognise(b'{"dev": {"a": {"b": 1}}}').kind
