"""Every part that a text has in common with a known one is met, wherever both begin."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inspector.protocol.masking.known_forms import Form
from inspector.protocol.masking.part_search import PartSearch

KNOWN = "plq0vxz1mkt2rwn3byc4dhs5gfj6kqx7wzp8trv9nmb2"

LONG = Form("long", "".join(Random(5).choices("ABCDEFGHIJKLMNOPQ", k=1_000)), 12)


@given(
    st.integers(0, len(KNOWN) - 12), st.integers(12, 44), st.text("xyz ", max_size=40), st.data()
)
def test_any_part_is_met(start, size, before, data):
    part = KNOWN[start : start + size]
    least = data.draw(st.integers(6, 12))
    (met,) = PartSearch([Form(KNOWN, KNOWN, least)], least).met(f"{before}|{part}|")
    assert (met.start, met.end, met.first) == (len(before) + 1, len(before) + 1 + len(part), start)
    assert met.is_whole == (part == KNOWN)


def test_less_is_not_met():
    search = PartSearch([Form(KNOWN, KNOWN, 12)])
    assert not list(search.met(f"|{KNOWN[5:16]}|{KNOWN[20:31]}|"))


def test_the_one_with_most_in_common_is_named():
    other = KNOWN[:20] + KNOWN[:19:-1]
    search = PartSearch([Form("first", KNOWN, 12), Form("second", other, 12)])
    assert [met.form.secret for met in search.met(f"{other} {KNOWN}")] == ["second", "first"]


def test_capitals_count_where_it_is_said():
    form = Form("s", "AbCdEfGhIjKl1", 8)
    assert not list(PartSearch([form], 8, is_cased=True).met("abcdefghijkl1"))
    assert list(PartSearch([form], 8).met("abcdefghijkl1"))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 44)), max_size=4))
def test_the_same_is_met_whether_places_were_noted_or_are_looked_for(parts):
    text = "|".join(KNOWN[start : start + size] for start, size in parts)
    forms = [Form("first", KNOWN, 12), Form("second", KNOWN[::-1] + KNOWN[:20], 12), LONG]
    fresh, some, noted = PartSearch(forms), PartSearch(forms), PartSearch(forms)
    assert not list(some.met("." * 700))  # so much that it pays to note some places
    assert not list(noted.met("." * 10_000))  # and here all of them
    assert list(fresh.met(text)) == list(some.met(text)) == list(noted.met(text))
