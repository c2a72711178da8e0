"""The places that `diagnose` prints for real cases are bytes that are there."""

import json
from pathlib import Path

import pytest

from inspector.cli.program import Faces, run
from inspector.intake import read

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.har"))


def value_at(place, attempt):
    """The value that a place counts in, found without the program's own help."""
    exchange = attempt.exchanges[place["entry"]]
    side = exchange.request if place["side"] == "request" else exchange.reply
    if place["part"] == "body":
        return side.body
    if place["part"] == "line":
        return side.target if place["side"] == "request" else side.reason
    if place["part"] == "connection":
        return ""
    header = side.headers[place["index"]]
    assert header.name.lower() == place["name"].lower()
    return header.value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_place_is_in_the_recording(path, capsys):
    run(["diagnose", "--format", "jsonl", str(path)], Faces(lambda _: 9, lambda _: None))
    attempt = read(path.read_bytes(), path.name).attempt
    answer = json.loads(capsys.readouterr().out)
    verdict = answer["verdict"]
    assert [entry["index"] for entry in answer["entries"]] == list(range(len(attempt.exchanges)))
    for finding in verdict["findings"]:
        assert finding["evidence"], "no claim without a proof"
        for place in finding["evidence"]:
            if place["entry"] is None:
                assert place["experiment"]
                continue
            value = value_at(place, attempt)
            assert 0 <= place["start"] <= place["end"] <= len(value)
            assert place["part"] == "header" or (place["name"], place["index"]) == (None, 0)
