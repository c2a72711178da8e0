"""The whole answer as lines: numbers, notes, pins, and long traces in part."""

import pytest
from msgspec.structs import replace

from inspector.model.annotation import Annotation, Place
from inspector.model.message import Header
from inspector.presentation.exchange.exchange_lines import (
    View,
    default_entries,
    exchange_lines,
    key_of,
    more_entries,
)
from inspector.protocol.redaction import KnownValues
from tests.fixtures.processor_time import within
from tests.gui import answer_samples as samples


def _lines(answer, **view):
    entries = view.pop("entries", default_entries(answer.attempt, answer.verdict))
    shown = View(entries=entries, **view)
    return exchange_lines(answer.attempt, answer.annotations, answer.verdict, shown)


def test_lines_are_numbered_through_and_pins_stand_on_their_bytes():
    lines = _lines(samples.expired())
    assert [line.number for line in lines] == list(range(1, 17))
    pinned = {line.number: line.pins for line in lines if line.pins}
    assert pinned == {4: (2,), 9: (2,), 13: (1,), 14: (1,)}
    error = lines[12]
    marked = [error.text[low:high] for low, high in error.marks]
    assert marked == ['"invalid_token"']


def test_a_pinned_token_is_marked_without_showing_it():
    line = _lines(samples.expired())[3]
    low, high = line.marks[0]
    assert line.text[low:high].startswith("eyJhbGciOi•")


def test_notes_stand_on_the_line_of_their_place_worst_first():
    answer = samples.expired()
    more = Annotation(place=samples.DATE_PLACE, text="fine", level="good")
    answer.annotations = (more, *answer.annotations)
    notes = _lines(answer)[8].notes
    assert [note.text for note in notes] == ["27 min 29 s after exp", "fine"]


def test_a_place_that_no_line_shows_falls_back_to_the_start_line():
    answer = samples.expired()
    place = Place(entry=0, side="reply", part="header", name="gone", index=99)
    answer.annotations = (Annotation(place=place, text="lost"),)
    noted = [line for line in _lines(answer) if line.notes]
    assert [line.text for line in noted] == ["HTTP/2 401"]


def test_a_head_of_thousands_of_lines_is_noted_in_time():
    answer = samples.expired()
    (exchange,) = answer.attempt.exchanges
    names = [f"X-{number}" for number in range(6000)]
    reply = replace(exchange.reply, headers=tuple(Header(name, "a") for name in names))
    exchanges = (replace(exchange, reply=reply),)
    answer.attempt = replace(answer.attempt, exchanges=exchanges)
    places = [
        Place(entry=0, side="reply", part="header", name=name, index=at, start=0, end=1)
        for at, name in enumerate(names)
    ]
    answer.annotations = tuple(Annotation(place=place, text=place.name) for place in places)
    lines = within(2.5, _lines, answer)
    noted = {line.name: note.text for line in lines for note in line.notes}
    assert noted == {name: name for name in names}


@pytest.mark.parametrize(
    "sample", [samples.expired, samples.refused_connection, samples.redirected]
)
def test_every_pin_stands_on_a_line(sample):
    answer = sample()
    seen = {pin for line in _lines(answer) for pin in line.pins}
    assert seen == set(range(1, len(seen) + 1))
    assert seen


def test_a_long_trace_shows_the_explained_exchange_and_offers_the_rest():
    answer = samples.redirected(10_000)
    lines = _lines(answer)
    assert len(lines) < 300
    offers = [line for line in lines if line.action.startswith("show:")]
    assert offers
    added = more_entries(offers[0].action)
    assert 0 < len(added) <= 50
    assert added.isdisjoint(default_entries(answer.attempt, answer.verdict))


def test_a_cut_value_is_shown_whole_when_asked_for():
    answer = samples.expired()
    reply = answer.attempt.exchanges[0].reply
    long = samples.Header("x-long", "v" * 3000)
    import msgspec

    reply = msgspec.structs.replace(reply, headers=(*reply.headers, long))
    exchange = samples.exchange(reply=reply)
    answer.attempt = msgspec.structs.replace(answer.attempt, exchanges=(exchange,))
    cut = _lines(answer)[-1]
    assert cut.action == "expand"
    whole = _lines(answer, whole=frozenset({key_of(cut)}))[-1]
    assert "v" * 3000 in whole.text


def test_revealing_shows_the_token():
    assert any(samples.TOKEN in line.text for line in _lines(samples.expired(), revealed=True))


@pytest.mark.parametrize(
    "said", ["came through 1.1 {}", "keeps {} for the session", "asks for {}", "deletes {} now"]
)
def test_a_note_repeats_no_secret_that_the_reply_repeats(said):
    secret = "pLq0Xz1Kt2rWn3bYc4dH"
    answer = samples.expired()
    answer.annotations = (Annotation(place=samples.DATE_PLACE, text=said.format(secret)),)
    known = KnownValues((secret,))
    for revealed in (False, True):
        lines = _lines(answer, known=known, revealed=revealed)
        told = [note.text for line in lines for note in line.notes]
        assert len(told) == 1
        assert (secret in told[0]) is revealed
