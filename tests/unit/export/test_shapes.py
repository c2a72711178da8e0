"""The published shapes read what the program prints."""

import json

import msgspec

from inspector.export import shapes
from inspector.export.export import export
from inspector.export.verdict_json import verdict_object


def test_the_shapes_read_the_output(answer):
    found = msgspec.convert(verdict_object(answer.verdict, answer.attempt), shapes.VerdictShape)
    assert found.findings[0].fixes[0].changes[0].before == "eyJh"
    sent = msgspec.convert(json.loads(export(answer, "json").text), shapes.SentShape)
    assert sent.exchanges[1].challenges[0].scheme == "Bearer"
