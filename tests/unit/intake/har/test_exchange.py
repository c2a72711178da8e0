"""Entries of a HAR become exchanges."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.intake.har import exchange as module
from inspector.intake.har.entry import Entry
from inspector.intake.har.exchange import Exchanges, octets, target_of
from inspector.model.exchange import LONGEST, Timing


def made(request=None, response=None, maker=None, **entry):
    sent = {"method": "GET", "url": "https://a.example/x?y=1#z", **(request or {})}
    value = {"request": sent, "response": {"status": 401, **(response or {})}, **entry}
    return (maker or Exchanges()).exchange(
        msgspec.json.decode(msgspec.json.encode(value), type=Entry)
    )


def pairs(*items):
    return [{"name": name, "value": value} for name, value in items]


def test_lines_keep_order_case_repeats_and_bytes():
    exchange = made({"headers": pairs(("X-A", "é"), ("x-a", "2"))})
    assert [(h.name, h.value) for h in exchange.request.headers] == [("X-A", "Ã©"), ("x-a", "2")]
    assert exchange.request.target == "/x?y=1"


def test_equal_lines_are_one_object():
    maker = Exchanges()
    one, two = (made({"headers": pairs(("Host", "a"))}, maker=maker) for _ in range(2))
    assert one.request.headers[0] is two.request.headers[0]


def test_cookies_are_taken_from_the_arrays_where_headers_lack_them():
    cookies = [
        {"name": "sid", "value": "1", "path": "/", "httpOnly": True, "secure": True},
        {"name": "b", "value": "2", "expires": None},
    ]
    maker = Exchanges()
    exchange = made({"cookies": cookies}, {"cookies": cookies}, maker)
    assert [(h.name, h.value, h.origin) for h in exchange.request.headers] == [
        ("Cookie", "sid=1; b=2", "cookie")
    ]
    assert [h.value for h in exchange.reply.headers] == ["sid=1; Path=/; Secure; HttpOnly", "b=2"]
    assert maker.credentials_seen


def test_cookies_of_the_headers_win():
    exchange = made({"headers": pairs(("cookie", "a=1")), "cookies": pairs(("a", "9"))})
    assert [h.value for h in exchange.request.headers] == ["a=1"]


def test_joined_set_cookie_lines_are_parted_without_moving_others():
    headers = pairs(("set-cookie", "a=1\nb=2"), ("Date", "x"))
    exchange = made(response={"headers": headers})
    assert [(h.name, h.value) for h in exchange.reply.headers] == [
        ("set-cookie", "a=1"),
        ("Date", "x"),
        ("set-cookie", "b=2"),
    ]


@pytest.mark.parametrize(
    ("post", "body"),
    [
        ({"text": "a=é"}, "a=é".encode()),
        ({"text": "/w==", "encoding": "base64"}, b"\xff"),
        ({"params": pairs(("a", "1 2"), ("b", ""))}, b"a=1+2&b="),
        ({"mimeType": "multipart/form-data", "params": pairs(("a", "1"))}, b""),
        ({}, b""),
    ],
)
def test_bodies_of_requests(post, body):
    exchange = made({"postData": post})
    assert exchange.request.body == body
    assert exchange.request.body_size == len(body)


def test_bodies_of_replies():
    assert made(response={"content": {"text": "é"}}).reply.body == "é".encode()
    base64 = {"text": "/w==", "encoding": "base64", "size": 1}
    assert made(response={"content": base64}).reply.body == b"\xff"
    broken = {"text": "no base64!", "encoding": "base64"}
    assert made(response={"content": {**broken, "text": "a"}}).reply.body == b"a"
    missing = made(response={"content": {"size": 9}}).reply
    assert (missing.body, missing.body_defect) == (b"", "The HAR does not hold this body.")


def test_a_long_body_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(module, "MAX_BODY", 3)
    reply = made(response={"content": {"text": "abcdef"}}).reply
    assert (reply.body, reply.cut) == (b"abc", True)


def test_redirect_url_stands_for_a_missing_location():
    reply = made(response={"status": 302, "redirectURL": "/y"}).reply
    assert [(h.name, h.value) for h in reply.headers] == [("Location", "/y")]


def test_no_reply_is_a_failure():
    exchange = made(response={"status": 0, "_error": "net::ERR_CONNECTION_REFUSED"})
    assert exchange.reply is None
    assert exchange.failure.kind == "refused"


def test_the_error_may_stand_beside_the_response():
    exchange = made(response={"status": 0}, _error="net::ERR_NAME_NOT_RESOLVED")
    assert exchange.failure.kind == "name-not-found"


def test_times_and_connection():
    exchange = made(
        startedDateTime="2026-05-16T15:00:00.123+02:00",
        time=20,
        timings={"dns": 1, "connect": 9, "ssl": 5, "send": -1, "wait": 3, "receive": 2},
        serverIPAddress="[::1]",
    )
    assert exchange.started == datetime(2026, 5, 16, 13, 0, 0, 123000, tzinfo=UTC)
    timing = exchange.timing
    assert (timing.dns, timing.connect, timing.tls, timing.send) == (1, 4, 5, None)
    assert exchange.connection.peer == "::1"


@pytest.mark.parametrize("said", [-1, 1e12, 1e308])
def test_a_time_that_nothing_takes_is_no_measurement(said):
    assert made(time=said, timings={"wait": said}).timing == Timing()
    assert made(time=LONGEST).timing.total == LONGEST


@pytest.mark.parametrize("text", ["", "yesterday", "2026-05-16T15:00:00", "9999-99-99T00:00:00Z"])
def test_a_time_without_a_zone_is_no_time(text):
    assert made(startedDateTime=text).started is None


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("HTTP/1.1", "1.1"),
        ("http/2.0", "2"),
        ("h2", "2"),
        ("h3", "3"),
        ("HTTP/1.0", "1.0"),
        ("", ""),
    ],
)
def test_versions(text, version):
    assert made({"httpVersion": text}).request.http_version == version


def test_blanked_parts_are_named():
    exchange = made(
        {
            "url": "https://a/?token=***",
            "headers": pairs(("Authorization", "Bearer [REDACTED]")),
            "postData": {"text": "password=***"},
        },
        {"headers": pairs(("Set-Cookie", "a=xxxx")), "content": {"text": '{"token":"***"}'}},
    )
    assert exchange.redacted == (
        "request.headers.authorization",
        "request.query.token",
        "request.body",
        "reply.headers.set-cookie",
        "reply.body",
    )


def test_octets_of_every_kind_of_text():
    assert octets("a") == "a"
    assert octets("é") == "Ã©"
    assert octets("\udcff") == "\xff"
    assert octets("\ud800") == "\xed\xa0\x80"


@pytest.mark.parametrize(
    ("method", "url", "target"),
    [
        ("GET", "http://a", "/"),
        ("GET", "http://a?b", "/?b"),
        ("GET", "http://a/b#c", "/b"),
        ("CONNECT", "https://a:443", "a:443"),
        ("GET", "nonsense", "nonsense"),
    ],
)
def test_targets(method, url, target):
    assert target_of(method, url) == target


def test_hostile_numbers_stay_within_what_can_be_saved():
    exchange = made({"bodySize": 1e300}, {"bodySize": 1e300})
    assert exchange.request.body_size == exchange.reply.wire_size == 1 << 53
    assert made(response={"status": 10**18}).reply is None
    assert made(response={"status": -1}).reply is None


def test_the_messages_of_a_websocket_stand_for_the_bodies():
    messages = [
        {"type": "send", "time": 1.5, "opcode": 1, "data": '{"type":"connection_init"}'},
        {"type": "receive", "time": 1.6, "opcode": 8, "data": "4401: Unauthorized"},
    ]
    exchange = made(response={"status": 101}, _webSocketMessages=messages)
    assert exchange.request.body == b'[{"type": "connection_init"}]'
    assert b'"close_code": 4401' in exchange.reply.body
