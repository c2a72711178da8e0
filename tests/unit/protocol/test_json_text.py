import pytest

from inspector.protocol.json_text import parse, parse_object


def test_an_object_with_repeats():
    found = parse_object(b'\xef\xbb\xbf{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}')
    assert found.value == {"a": 3, "b": {"c": 2}}
    assert set(found.duplicates) == {"a", "c"}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{", "{'a': 1}", '{"a": Infinity}', "[" * 5000, '{"a":' * 5000, b"\x00"],
)
def test_no_object(text):
    assert parse_object(text) is None


def test_brackets_inside_strings_do_not_count_as_depth_in_small_texts():
    assert parse('["[[[[{{{{"]') == ["[[[[{{{{"]


def test_latin_1_is_read_where_utf_8_is_broken():
    assert parse(b'{"a": "\xe4"}') == {"a": "ä"}


def test_long_numbers_are_refused_and_usual_ones_kept():
    assert parse("1" * 30) == int("1" * 30)
    assert parse("1" * 5000) is None
