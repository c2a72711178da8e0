"""Marked text: what is secret stays marked through joining, cutting and encoding."""

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from inspector.compose.marked import Marked, Piece

pieces = st.lists(st.builds(Piece, st.text(max_size=8), st.booleans()), max_size=6)


def test_spans_count_bytes():
    text = Marked.plain("ä=") + Marked.secret("ßx") + "!"
    assert text.text == "ä=ßx!"
    assert text.spans == ((3, 6),)
    assert text.data[3:6].decode() == "ßx"


def test_neighbouring_secrets_are_one_span():
    text = Marked.secret("ab") + Marked.secret("cd") + "-" + Marked.secret("e")
    assert text.spans == ((0, 4), (5, 6))


def test_the_secret_is_never_printed():
    assert "hunter2" not in repr(Marked.plain("p=") + Marked.secret("hunter2"))


@given(pieces, st.integers(0, 20), st.integers(0, 20))
def test_cutting_cuts_the_text(parts, start, end):
    text = Marked(parts)
    assert text.cut(start, end).text == text.text[start : max(end, start)]


@given(pieces)
def test_spans_hold_exactly_the_secret_bytes(parts):
    text = Marked(parts)
    marked = b"".join(text.data[start:end] for start, end in text.spans)
    secret = "".join(piece.text for piece in parts if piece.secret)
    assert marked == secret.encode("utf-8", "surrogatepass")


@given(pieces)
def test_encoding_piece_by_piece_is_encoding_the_whole(parts):
    assert Marked(parts).mapped(quote).text == quote("".join(piece.text for piece in parts))


def test_stripping():
    assert (Marked.plain(" \t") + Marked.secret(" a ") + " ").stripped().text == "a"


def test_joining():
    joined = Marked.joined("&", (Marked.plain("a"), Marked.secret("b")))
    assert (joined.text, joined.spans) == ("a&b", ((2, 3),))
