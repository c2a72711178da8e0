import gzip

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.masked_raw import masked_raw, raw_spans


def _exchange(**fields):
    return Exchange(request=Message(method="GET", url="http://a/"), **fields)


def test_the_request_keeps_its_length_and_loses_its_secrets():
    raw = (
        b"GET /?api_key=abc HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer xyz\r\n\r\npassword=q&b=c"
    )
    masked = masked_raw(_exchange(raw_sent=raw), "request")
    assert masked == (
        b"GET /?api_key=*** HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ***\r\n\r\npassword=*&b=c"
    )


def test_marked_ranges_count():
    exchange = _exchange(raw_sent=b"GET /secret HTTP/1.1\r\n\r\n", raw_secret=((5, 11), (20, 999)))
    assert masked_raw(exchange, "request").startswith(b"GET /****** HTTP")


def test_interim_replies_are_passed():
    raw = b"HTTP/1.1 103 Early\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=bcd; Path=/\r\n\r\n"
    assert b"a=***; Path=/" in masked_raw(_exchange(raw_received=raw), "reply")


def test_compressed_secrets_take_the_body_with_them():
    body = b'{"access_token":"abcdefghijkl"}'
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    reply = Reply(status=200, headers=(Header("Content-Encoding", "gzip"),), body=body)
    masked = masked_raw(_exchange(raw_received=head + gzip.compress(body), reply=reply), "reply")
    assert masked.startswith(head)
    assert set(masked[len(head) :]) == {ord("*")}


def test_secrets_cut_by_chunks_take_the_body_with_them():
    body = b'{"access_token":"abcdefghijkl"}'
    wire = (
        b"HTTP/1.1 200 OK\r\n\r\n14\r\n" + body[:20] + b"\r\nb\r\n" + body[20:] + b"\r\n0\r\n\r\n"
    )
    exchange = _exchange(raw_received=wire, reply=Reply(status=200, body=body))
    assert b"abcd" not in masked_raw(exchange, "reply")


def test_http2_frames_keep_only_their_headers():
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    settings = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    headers = b"\x00\x00\x06\x01\x05\x00\x00\x00\x01" + b"secret"
    exchange = _exchange(raw_sent=preface + settings + headers)
    assert masked_raw(exchange, "request") == preface + settings + headers[:9] + b"******"


def test_known_values_are_found_anywhere():
    exchange = _exchange(raw_received=b"HTTP/1.1 200 OK\r\nX-Echo: abcdefgh\r\n\r\n")
    assert raw_spans(exchange, "reply") == ()
    assert raw_spans(exchange, "reply", KnownValues(["abcdefgh"])) == ((25, 33),)


def test_nothing_recorded():
    assert masked_raw(_exchange(), "request") == b""


SAID = b"we know abcdefgh-12345678 already"


def _masked_body(encoding, wire):
    reply = Reply(status=401, headers=(encoding,), body=SAID)
    head = b"HTTP/1.1 401 Unauthorized\r\n\r\n"
    exchange = _exchange(raw_received=head + wire, reply=reply)
    known = KnownValues(["abcdefgh-12345678"])
    return masked_raw(exchange, "reply", known).removeprefix(head)


def test_a_known_value_within_what_is_compressed_takes_the_body_with_it():
    masked = _masked_body(Header("Content-Encoding", "gzip"), gzip.compress(SAID))
    assert set(masked) == {ord("*")}


def test_a_known_value_cut_into_small_chunks_takes_the_body_with_it():
    pieces = [SAID[at : at + 5] for at in range(0, len(SAID), 5)]
    wire = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    assert set(_masked_body(Header("Transfer-Encoding", "chunked"), wire)) == {ord("*")}
