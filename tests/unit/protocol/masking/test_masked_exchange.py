import base64

import msgspec

from inspector.model.exchange import Connection, Exchange, Failure
from inspector.model.message import Header, Interim, Message, Reply
from inspector.protocol.masking.masked_exchange import known_values, masked_exchange

PASSWORD = "S3cr3t-Passw0rd!"
BASIC = base64.b64encode(f"bob:{PASSWORD}".encode()).decode()
TOKEN = "opaque-0123456789-abcdefghijklmnop-qrst"


def _exchange(**fields):
    value = f"Basic {BASIC}"
    return Exchange(
        request=Message(
            method="POST",
            url=f"https://a/?api_key={TOKEN}",
            target=f"/?api_key={TOKEN}",
            headers=(Header("Authorization", value, "credential", ((6, len(value)),)),),
            body=f"client_secret={TOKEN}".encode(),
        ),
        **fields,
    )


def _reply(text):
    return Reply(
        status=200,
        reason=text,
        headers=(Header("X-Echo", text), Header("Set-Cookie", "sid=" + text)),
        body=f'{{"access_token": "{TOKEN}", "echo": "{text}"}}'.encode(),
        trailers=(Header("X-Echo", text),),
        interim=(Interim(103, "", (Header("X-Echo", text),)),),
        body_defect=text,
    )


def _bytes(record):
    return msgspec.json.encode(record)


def _leaks(record, secret):
    text = _bytes(record).decode()
    raw = b"".join([getattr(record, "raw_sent", b""), getattr(record, "raw_received", b"")])
    return secret in text or secret.encode() in raw


def test_one_secret_is_masked_wherever_it_stands():
    exchange = _exchange(
        reply=_reply(PASSWORD),
        failure=Failure(stage="body", kind="reset", message=PASSWORD, detail=TOKEN),
        connection=Connection(proxy=f"http://u:{PASSWORD}@p:1"),
        raw_sent=f"GET / HTTP/1.1\r\nX: {PASSWORD} {BASIC}\r\n\r\n".encode(),
        raw_received=f"HTTP/1.1 200 {TOKEN}\r\n\r\n".encode(),
    )
    masked = masked_exchange(exchange)
    for secret in (PASSWORD, BASIC, TOKEN):
        assert _leaks(exchange, secret)
        assert not _leaks(masked, secret)
    assert masked.request.headers[0].secret == ()
    assert {"request.headers.authorization", "reply.headers.set-cookie"} <= set(masked.redacted)


def test_masking_twice_changes_nothing():
    masked = masked_exchange(_exchange(reply=_reply(PASSWORD)))
    assert masked_exchange(masked) == masked


def test_what_is_known_elsewhere_is_masked_where_it_is_told():
    other = Exchange(request=Message(method="GET", url=f"https://a/{PASSWORD}"))
    assert PASSWORD in _bytes(masked_exchange(other)).decode()
    assert PASSWORD not in _bytes(masked_exchange(other, [PASSWORD])).decode()


def test_values_given_are_masked_too():
    exchange = Exchange(request=Message(method="GET", url="https://a/", body=b"x=plainvalue1"))
    assert masked_exchange(exchange, ["plainvalue1"]).request.body != exchange.request.body
    assert masked_exchange(exchange) == exchange


def test_the_password_inside_basic_becomes_known():
    assert known_values([_exchange()]).spans(f"xx {PASSWORD}") == ((3, 3 + len(PASSWORD)),)


def test_masked_values_of_others_are_no_secrets():
    exchange = Exchange(
        request=Message(
            method="GET", url="", headers=(Header("Cookie", "a=[REDACTED BY THE TOOL]"),)
        )
    )
    assert not known_values([exchange])
