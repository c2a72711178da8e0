"""Narrowed to a credential, a story shows only the entries in which it lives, under their numbers."""

import pytest

from inspector.presentation.story.graph import Graph
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.narrowing import narrowed
from inspector.presentation.story.outline import outline
from tests.fixtures import story_samples as samples


def _told(sample):
    attempt, story, verdict = sample
    return outline(attempt, story, verdict)


def _numbers(graph: Graph):
    return [entry + 1 for column in graph.columns for entry in column.entries]


def test_a_refresh_token_is_born_used_up_and_sent_again():
    told = _told(samples.refresh_reused())
    tails = [life.tail for life in told.story.credentials]
    graph = layout(narrowed(told, tails.index("Kd82")), Room(width=1296))
    assert _numbers(graph) == [5, 20, 36]
    assert graph.lead.startswith("3 of 87 entries, ")
    assert next(row.name for row in graph.rows if row.kind == "credential") == "Refresh token"
    assert graph.turn is None
    assert sorted(note.words for note in graph.notes if note.words == "never sent") == [
        "never sent"
    ]
    tick = next(stop for stop in graph.stops if stop.look == "expired")
    assert tick.x <= graph.columns[2].x  # its end lies before the refused renewal
    hosts = [row.name for row in graph.rows if row.kind == "party"][1:]
    assert hosts == ["login.example.com"]
    assert {disc.number for disc in graph.pin_places()} == {1, 3}


@pytest.mark.parametrize(
    "sample",
    [samples.refresh_reused, samples.healthy_login, samples.redirected, samples.many_notes],
)
def test_every_credential_of_every_story_can_be_looked_at_alone(sample):
    told = _told(sample())
    lives = [track.life for lane in told.lanes.shown for track in lane.tracks]
    for life in lives:
        alone = narrowed(told, life)
        graph = layout(alone, Room(width=1296))
        met = {event.entry for event in told.story.credentials[life].events}
        assert met <= {number - 1 for number in _numbers(graph)}
        assert any(mark.life == life for mark in graph.marks)
        assert all(curve.x1 < curve.x2 for curve in graph.curves)
        assert {row.kind for row in graph.rows} >= {"party", "credential"}


def test_the_turning_point_stays_where_its_refusal_is_shown():
    told = _told(samples.refresh_reused())
    refused = told.story.turning_point.first_refused
    access = next(
        place
        for place, life in enumerate(told.story.credentials)
        if any(event.entry == refused for event in life.events)
    )
    assert layout(narrowed(told, access), Room(width=1296)).turn is not None
