"""A report arranges a redacted answer for people."""

from types import SimpleNamespace

import msgspec

from inspector.export.redact import redact
from inspector.export.report import report


def test_pins_join_evidence_and_bytes(answer):
    made = report(redact(answer), "orders.har")
    assert made.request_line == "orders.har"
    assert made.headline == made.main.title
    assert [proof.pin for proof in made.main.proofs] == [1, 2, 3, 0, 0]
    assert made.main.proofs[-1].against
    marked = [
        (piece.pin, piece.text)
        for one in made.rounds
        for side in (one.request, one.reply)
        if side
        for line in side.lines
        for piece in line.pieces
        if piece.pin
    ]
    assert min(marked) == (1, 'error="invalid_token"')
    assert len(marked) == 3


def test_rounds_are_counted_from_1_and_say_their_failure(answer):
    made = report(redact(answer))
    assert [(one.number, one.status) for one in made.rounds] == [(1, 302), (2, 401), (3, None)]
    assert made.rounds[2].failure == "The connection was refused."
    assert made.request_line.startswith("POST https://api.example/v1/orders?api_key=planted_ke••")
    assert "secrets were replaced" in made.replaced


def test_long_and_binary_bodies_are_cut(answer):
    exchange = answer.attempt.exchanges[1]
    for body, note in ((b"x" * 9000, "1000 more bytes"), (b"\0" * 50, "50 bytes that are no text")):
        reply = msgspec.structs.replace(exchange.reply, body=body)
        changed = msgspec.structs.replace(exchange, reply=reply)
        attempt = msgspec.structs.replace(answer.attempt, exchanges=(exchange, changed))
        shown = SimpleNamespace(attempt=attempt, annotations=(), verdict=answer.verdict)
        for longest in (None, 8500):
            made = report(redact(shown, longest_body=longest)).rounds[1].reply
            assert made.note == note
            assert sum(len(piece.text) for piece in made.body) == (8000 if b"x" in body else 0)
