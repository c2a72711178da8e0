"""The words of the strip, and the filter that lists one of its columns."""

from inspector.presentation.history.strip_words import column_words, narrowed, peaks, whole_words
from inspector.record.row import Span
from inspector.record.search import read_filter

HOUR = 3_600_000
SPANS = (*(Span(at * HOUR, 1, 4) for at in range(9)), Span(9 * HOUR, 40, 44))


def test_a_peak_is_far_above_the_others():
    assert peaks(SPANS) == {9}
    assert peaks(SPANS[:9]) == frozenset()
    assert peaks((Span(0, 50, 50),)) == frozenset()


def test_all_columns_are_told_at_once():
    said = whole_words(SPANS)
    assert said.startswith("49 of 80 attempts were refused. 1 peak. Most were refused from ")
    assert whole_words(()) == "0 of 0 attempts were refused."


def test_a_column_is_told_with_its_times():
    assert ": 1 of 4 attempts was refused." in column_words(SPANS, 0)
    assert column_words(SPANS, 9).endswith(": 40 of 44 attempts were refused. A peak.")
    start, end = column_words(SPANS, 0).split(": 1 of")[0].split(" to ")
    assert start != end


def test_columns_of_seconds_tell_the_seconds():
    start, end = column_words((Span(0, 1, 1), Span(5000, 0, 1)), 0).split(": 1 of")[0].split(" to ")
    assert (start[-3:], end[-3:]) == (":00", ":05")


def test_the_filter_lists_exactly_that_column():
    after, before = read_filter(narrowed("", SPANS, 9)).terms
    assert (after.sql, after.values) == ("started >= ?", (9 * HOUR,))
    assert before.values == (10 * HOUR,)
    short = (Span(123, 1, 1), Span(457, 0, 1))
    assert [term.values for term in read_filter(narrowed("", short, 0)).terms] == [(123,), (457,)]


def test_other_words_of_the_filter_stay_and_other_times_give_way():
    text = narrowed('status:401 after:2d orders -before:"2026-01-01" host:after', SPANS, 0)
    assert text.startswith("status:401 orders host:after after:")
    assert (text.count("after:"), text.count("before:")) == (1, 1)
    assert narrowed(text, SPANS, 3).count(" before:") == 1
