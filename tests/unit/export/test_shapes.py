"""The published shapes read what the program prints."""

import json

import msgspec

from inspector.disk.encoding import encoded
from inspector.export import shapes
from inspector.export.export import export
from inspector.export.shaping import shaped_verdict


def test_the_shapes_read_the_output(answer):
    found = msgspec.json.decode(
        encoded(shaped_verdict(answer.verdict, answer.attempt)), type=shapes.VerdictShape
    )
    assert found.findings[0].fixes[0].changes[0].before == "eyJh"
    sent = msgspec.convert(json.loads(export(answer, "json").text), shapes.SentShape)
    assert sent.exchanges[1].challenges[0].scheme == "Bearer"
