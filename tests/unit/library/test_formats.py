"""Older formats are brought forward; newer ones are refused in words."""

import tomllib
from pathlib import Path

import pytest

from inspector.library.toml import FORMAT, STEPS, TooNew, forward

SAMPLES = Path(__file__).parent / "samples"


def test_the_newest_format_stays_as_it_is():
    assert forward({"format": FORMAT, "name": "x"}) == {"name": "x"}
    assert forward({"name": "x"}) == {"name": "x"}


def test_each_older_format_is_brought_forward_step_by_step():
    steps = {
        1: lambda data: {"title": data["name"]},
        2: lambda data: {**data, "url": "http://a"},
    }
    assert forward({"name": "x"}, steps, newest=3) == {"title": "x", "url": "http://a"}
    assert forward({"format": 2, "title": "x"}, steps, newest=3) == {
        "title": "x",
        "url": "http://a",
    }


@pytest.mark.parametrize("found", [0, 2, -1, "1", True, 1.0])
def test_other_formats_are_refused(found):
    with pytest.raises(TooNew, match="format"):
        forward({"format": found})


def test_every_format_has_a_step_and_a_sample():
    assert set(STEPS) == set(range(1, FORMAT))
    for number in range(1, FORMAT + 1):
        sample = tomllib.loads((SAMPLES / f"request-{number}.toml").read_text())
        assert sample["format"] == number
