"""Text of a message is its bytes: an index is an offset."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.model.message import Header, first, latin1, readable, values

HEADERS = (Header("Set-Cookie", "a=1"), Header("X", "y"), Header("set-cookie", "b=2"))


@given(st.text())
def test_latin1_has_one_character_for_each_byte_and_reads_back(text):
    coded = latin1(text)
    assert len(coded) == len(text.encode("utf-8", "surrogatepass"))
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert readable(coded) == text


def test_bytes_that_are_no_utf8_are_read_as_latin1():
    assert readable("caf\xe9") == "café"


def test_headers_are_found_in_any_case_and_order_is_kept():
    assert values(HEADERS, "SET-COOKIE") == ("a=1", "b=2")
    assert first(HEADERS, "x") == "y"
    assert first(HEADERS, "none") is None
