"""Every way in which a refusal needs no explanation: it has an exchange, is shown by it, says it."""

import string
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from inspector.story.entry import Entry
from inspector.story.healthy import all_ways, why_healthy
from inspector.story.trace_story import TraceStory
from inspector.story.way import Turn
from tests.fixtures.short_texts import attempt_of


@cache
def exchanges():
    """Return (text, the number of its refused entry) of the exchange that shows each kind."""
    found = []
    for block in (Path(__file__).parent / "ways.txt").read_text().split("\n\n"):
        marks = [line for line in block.splitlines() if line.startswith("# ")]
        parts = dict(mark[2:].split(": ") for mark in marks)
        text = block.strip().partition("\n")[2].partition("\n")[2]
        found.append((parts["way"], text, int(parts["refused"])))
    return found


def _story(text):
    return TraceStory([Entry(i, one) for i, one in enumerate(attempt_of(text).exchanges)])


@cache
def _parts(way):
    return {name for _, name, _, _ in string.Formatter().parse(way.sentence) if name is not None}


def test_each_kind_is_one_way_with_one_exchange():
    kinds = [way.kind for way in all_ways()]
    assert sorted(kinds) == sorted(kind for kind, _, _ in exchanges())
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize("way", all_ways(), ids=lambda way: way.kind)
class TestAWay:
    def test_it_has_a_turn(self, way):
        assert way.turn in get_args(Turn)

    def test_its_sentence_is_whole(self, way):
        assert {"entry"} <= _parts(way) <= {"status", "entry", "other"}
        assert way.sentence.endswith(".")
        assert way.sentence[0].isupper()

    def test_its_exchange_is_told_by_its_sentence(self, way):
        text, number = next((text, at) for kind, text, at in exchanges() if kind == way.kind)
        story = _story(text)
        entry = story.entries[number - 1]
        shown_by = way.shown_by(story, entry)
        assert shown_by in story.entries
        said = way.sentence.format(
            status=entry.heard.phrase, entry=number, other=shown_by.index + 1
        )
        assert why_healthy(story, entry) == said

    def test_it_shows_entries_of_the_same_story_whatever_is_asked(self, way):
        for _, text, _ in exchanges():
            story = _story(text)
            for entry in story.entries:
                assert way.shown_by(story, entry) in (None, *story.entries)


@pytest.mark.parametrize(
    "kind", [way.kind for way in all_ways() if way.is_of_programs], ids=lambda kind: kind
)
def test_what_a_program_does_by_itself_it_does_at_once(kind):
    """Where it came minutes after, somebody had to find out what was amiss."""
    text, number = next((text, at) for name, text, at in exchanges() if name == kind)
    late = [
        replace(one, started=one.started + timedelta(minutes=5 * (at >= number)))
        for at, one in enumerate(attempt_of(text).exchanges)
    ]
    story = TraceStory([Entry(at, one) for at, one in enumerate(late)])
    assert why_healthy(story, story.entries[number - 1]) == ""
