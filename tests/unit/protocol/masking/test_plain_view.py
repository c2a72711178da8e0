"""The view of a text without codings, and the way back to the recorded characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.protocol.masking.plain_view import PlainView, plain
from tests.fixtures.echoes import TEXTS

_UNDONE = [
    name
    for name in TEXTS
    if name.startswith(("as it", "percent", "JSON", "JavaScript", "HTML", "folded", "spaced"))
]


@given(
    st.text(st.sampled_from("aZ09+/=._~-&<>'\"%ü"), min_size=2, max_size=12),
    st.sampled_from(_UNDONE),
    st.text(" \n\\%25&#u0;", max_size=8),
)
def test_a_coding_is_undone_and_its_place_is_whole(value, form, around):
    if any(sign in value for sign in "%&") or not value.isascii():
        return  # what is no coding by chance is read as one in both
    echo = TEXTS[form](value)
    view = PlainView(f"{around}|{echo}|{around}")
    start = view.cased.index("|") + 1
    assert view.cased[start : start + len(value)] == value.replace("\\", "")
    assert view.recorded(start, start + len(value)) == _place(around, echo)


def _place(around, echo):
    return len(around) + 1, len(around) + 1 + len(echo)


@given(st.text(st.sampled_from("ab %2541\\u00e4n&#;x\0\u0130"), max_size=60))
def test_every_place_lies_in_the_text_and_in_order(text):
    view = PlainView(text)
    places = [view.recorded(at, at + 1) for at in range(len(view.text))]
    assert len(view.text) == len(view.cased)
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("%252Ba", "+a"),
        ("%5Cu002Ba", "+a"),
        ("&amp;#x2B;a", "+a"),
        ("&plus;a", "+a"),
        ("\\\\u002Ba", "+a"),
        ("a\\n\\tb", "ab"),
        ("&nosuchname;", "&nosuchname;"),
        ("&#9999999;a", "a"),
        ("%zz", "%zz"),
    ],
)
def test_what_is_undone(text, meant):
    assert plain(text) == meant


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
def test_characters_of_two_bytes_are_taken_whole(coding):
    recorded = "ab secret".encode(coding).decode("latin-1")
    view = PlainView(recorded)
    start, end = view.recorded(2, 8)
    assert recorded[start:end].encode("latin-1").decode(coding) == "secret"
