"""An answer comes back as it was kept; large parts are stored once."""

import msgspec
import pytest

from inspector.record.kept import ASIDE, decode, encode


def _with_body(sample, number, body):
    return sample(number, body=body)[1]


def test_an_answer_comes_back_the_same(sample):
    kept = _with_body(sample, 1, b"small")
    data, bodies = encode(kept)
    assert not bodies
    assert decode(data, bodies) == kept


def test_a_large_body_is_stored_aside_and_comes_back(sample):
    kept = _with_body(sample, 1, b"x" * ASIDE)
    data, bodies = encode(kept)
    assert list(bodies.values()) == [b"x" * ASIDE]
    assert b"xxxx" not in data
    assert decode(data, bodies) == kept


def test_equal_bodies_have_one_digest(sample):
    one, two = (encode(_with_body(sample, n, b"y" * 9000))[1] for n in (1, 2))
    assert one.keys() == two.keys()


def test_both_directions_and_the_raw_bytes_are_stored_aside(sample):
    kept = _with_body(sample, 1, b"r" * 600)
    exchange = kept.attempt.exchanges[0]
    request = msgspec.structs.replace(exchange.request, body=b"q" * 600)
    exchange = msgspec.structs.replace(
        exchange, request=request, raw_sent=b"s" * 600, raw_received=b"t" * 600
    )
    attempt = msgspec.structs.replace(kept.attempt, exchanges=(exchange,))
    kept = msgspec.structs.replace(kept, attempt=attempt)
    data, bodies = encode(kept)
    assert len(bodies) == 4
    assert decode(data, bodies) == kept


def test_a_body_that_is_gone_is_empty(sample):
    data, _ = encode(_with_body(sample, 1, b"x" * 600))
    assert decode(data, {}).attempt.exchanges[0].reply.body == b""


def test_other_bytes_are_refused():
    with pytest.raises(msgspec.MsgspecError):
        decode(b"\x00\x01", {})
