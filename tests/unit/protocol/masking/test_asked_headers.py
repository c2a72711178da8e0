"""The user is asked about each unknown header once, and not about what is secret anyway."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Interim, Message, Reply
from inspector.protocol.redaction import JudgedNames, Known, KnownValues, asked_names, masked_raw
from inspector.protocol.redaction import masked_exchange as masked

ONE, TWO = "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp", "zQ8vR1tY6wE3uI9oP2aS5dF7gH4jK0lM"
NOTHING = KnownValues(())


def _exchange(sent=(), received=(), **parts):
    request = Message(method="GET", url="http://a.example/", target="/", headers=tuple(sent))
    return Exchange(request=request, reply=Reply(status=401, headers=tuple(received), **parts))


def test_each_is_asked_about_once_wherever_it_stands():
    late = Interim(103, headers=(Header("X-Early", ONE),))
    exchange = _exchange(
        [Header("X-Acme-Blub", ONE)],
        [Header("x-acme-blub", TWO), Header("X-Other", TWO)],
        interim=(late,),
        trailers=(Header("X-Last", TWO),),
    )
    names = asked_names((exchange, exchange), NOTHING)
    assert names == ("X-Acme-Blub", "X-Early", "X-Other", "X-Last")


@pytest.mark.parametrize(
    "header",
    [
        Header("X-Acme-Blub", ONE, secret=((0, len(ONE)),)),
        Header("X-Acme-Blub", "pLq0Xz1Kt2" + "•" * 8 + "7wZp"),
        Header("X-Acme-Blub", "[REDACTED]"),
        Header("X-Acme-Blub", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl"),
        Header("X-Api-Key", ONE),
    ],
)
def test_what_is_secret_anyway_is_not_asked_about(header):
    assert asked_names((_exchange([header]),), NOTHING) == ()


def test_a_value_of_the_vault_is_not_asked_about():
    assert asked_names((_exchange([Header("X-Acme-Blub", ONE)]),), KnownValues((ONE,))) == ()


@pytest.mark.parametrize("answer", [JudgedNames.of(["x-b"]), JudgedNames.of((), ["x-b"])])
def test_nobody_is_asked_twice(answer):
    known = KnownValues(Known((), answer))
    assert asked_names((_exchange([Header("X-B", ONE)], [Header("x-b", TWO)]),), known) == ()


def _raw(exchange):
    lines = [f"{each.name}: {each.value}" for each in exchange.request.headers]
    return "\r\n".join(["GET / HTTP/1.1", *lines, "", ""]).encode()


@pytest.mark.parametrize("is_secret", [None, True, False])
def test_answers_reach_records_and_recorded_bytes(is_secret):
    sent = Header("X-Acme-Blub", ONE)
    exchange = _exchange([sent], [Header("X-Acme-Blub", TWO)])
    exchange = Exchange(request=exchange.request, reply=exchange.reply, raw_sent=_raw(exchange))
    named = {"secret" if is_secret else "harmless": ["x-acme-blub"]}
    judged = JudgedNames() if is_secret is None else JudgedNames.of(**named)
    known = Known((), judged)
    shown = masked(exchange, known)
    held = repr(shown)
    for value in (ONE, TWO):
        assert (value in held) == (is_secret is False)
    assert (ONE.encode() in masked_raw(exchange, "request", KnownValues(known))) == (
        is_secret is False
    )


def test_a_header_called_secret_is_masked_even_where_it_is_short():
    exchange = _exchange([Header("X-Door", "swordfish")])
    known = Known((), JudgedNames.of(["X-Door"]))
    assert "swordfish" not in repr(masked(exchange, known))
    assert "swordfish" in repr(masked(exchange, ()))
