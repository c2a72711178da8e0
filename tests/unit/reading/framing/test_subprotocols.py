"""Tokens that a browser sends among the protocols of a WebSocket."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.reading.framing.subprotocols import tokens_offered

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnc2lnc2lnc2lnc2ln"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (f"token, {JWT}", [("token", JWT)]),
        (f"chat.v2, bearer, {JWT}", [("bearer", JWT)]),
        (f"chat.v2, bearer.{JWT}", [("bearer", JWT)]),
        ("access_token, 7f3k9Qz2Lx8Wv1", [("access_token", "7f3k9Qz2Lx8Wv1")]),
        ("graphql-transport-ws", []),
        ("v4.channel.k8s.io, v5.channel.k8s.io", []),
        ("", []),
    ],
)
def test_words_and_tokens(value, found):
    told = list(tokens_offered(value))
    assert [(one.word, one.value) for one in told] == found
    assert all(value[slice(*one.span)] == one.value for one in told)


def test_it_is_a_credential_that_was_sent(attempt):
    text = f"> GET wss://hall.example/live\n> Upgrade: websocket\n> Sec-WebSocket-Protocol: token, {JWT}"
    sent = Trace(attempt(f"{text}\n< 401 Unauthorized")).case(0).sent
    (key,) = sent.keys
    assert (key.scheme, key.claims) == ("token", {"sub": "ann"})
    assert sent.has_any
