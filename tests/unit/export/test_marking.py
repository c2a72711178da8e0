"""Values are cut at their marks, and read as people read them."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.export.report import Mark, Piece, pieces
from inspector.model.message import latin1


def test_marks_become_pieces():
    assert pieces("abcdef", (Mark(4, 6, 2), Mark(1, 3, 1))) == (
        Piece("a"),
        Piece("bc", 1),
        Piece("d"),
        Piece("ef", 2),
    )


def test_text_is_shown_as_utf_8():
    assert pieces(latin1("grüße"), ()) == (Piece("grüße"),)


@given(
    st.text("ab", max_size=20),
    st.lists(st.builds(Mark, st.integers(0, 25), st.integers(0, 25), st.integers(1, 3))),
)
def test_nothing_is_lost_or_shown_twice(value, marks):
    assert "".join(piece.text for piece in pieces(value, marks)) == value
