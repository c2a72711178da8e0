"""Words above a line never meet: pinned ones are placed first, others give way, are cut or go."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from inspector.presentation.story.note_layout import Wanting, placed_notes

WORDS = st.sampled_from(["", "sent", "refused here", "the token that came from the renewal"])
WANTING = st.builds(
    Wanting,
    x=st.floats(0, 600, allow_nan=False),
    words=WORDS,
    pins=st.integers(0, 2),
    look=st.just("plain"),
    numbers=st.just(()),
    centred=st.just(False),
)


def wanting(x, words, **more):
    return Wanting(x, words, more.pop("pins", 0), "plain", **more)


@given(st.lists(WANTING, max_size=12))
def test_no_two_meet_and_none_leaves_the_line(wanted):
    made = sorted((one.x, one.x + one.width) for one in placed_notes(wanted, 0, 600))
    assert all(left >= 0 and right <= 600.5 for left, right in made)
    assert all(before[1] <= after[0] for before, after in pairwise(made))


def test_a_pinned_one_has_the_place_before_one_that_stands_further_left():
    made = placed_notes([wanting(300, "sent"), wanting(302, "refused here", pins=1)], 0, 600)
    assert made[0].words == "refused here"
    assert made[0].x > 302


def test_at_the_right_end_words_stand_left_of_their_mark():
    (one,) = placed_notes([wanting(595, "refused here")], 0, 600)
    assert one.x + one.width < 595


def test_where_little_room_is_left_they_are_cut_and_where_none_is_they_go():
    full = [wanting(100, "refused here", pins=1), wanting(230, "refused here", pins=1)]
    made = placed_notes([*full, wanting(102, "the token that came from the renewal")], 90, 330)
    assert {one.words for one in made} >= {"refused here"}
    assert all("renewal" not in one.words for one in made)
