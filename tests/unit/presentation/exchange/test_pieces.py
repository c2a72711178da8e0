"""Secrets are masked, long stretches are cut, and every byte still has its segment."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.model.message import latin1
from inspector.presentation.exchange.pieces import LONGEST, pieces


def _text(segments):
    return "".join(segment.text for segment in segments)


def test_a_secret_is_masked_and_its_bytes_are_known():
    made = pieces("Bearer " + "s" * 40, (0, 47), [(7, 47)])
    assert [segment.style for segment in made] == ["plain", "mask"]
    assert (made[1].start, made[1].end, made[1].whole) == (7, 47, True)
    assert "s" * 15 not in _text(made)


def test_a_long_value_is_cut_but_marked_bytes_stay():
    value = "a" * 5000 + "HERE" + "b" * 5000
    made = pieces(value, (0, len(value)), marks=[(5000, 5004)])
    assert "HERE" in _text(made)
    assert len(_text(made)) < 600
    assert "".join(segment.raw or segment.text for segment in made) == value


def test_nothing_is_cut_where_all_is_asked_for():
    value = "a" * (LONGEST * 3)
    assert _text(pieces(value, (0, len(value)), marks=None)) == value


def test_copying_gives_the_recorded_characters():
    made = pieces(latin1("é\t"), (0, 3))
    assert made[0].text == "é␉"
    assert made[0].raw == "é\t"


@given(
    st.text(st.characters(max_codepoint=255), max_size=600),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=4),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=4),
)
def test_segments_cover_the_range_without_gap_or_overlap(value, secrets, marks):
    made = pieces(value, (0, len(value)), secrets, marks)
    edges = [0]
    for segment in made:
        assert segment.start == edges[-1]
        edges.append(segment.end)
    assert edges[-1] == len(value)
