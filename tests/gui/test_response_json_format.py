"""Indenting JSON never alters a value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.gui.response.json_format import formatted, looks_like_json

TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(TREE, st.sampled_from([None, 1]), st.booleans())
def test_the_value_is_the_same(value, indent, plain):
    text = json.dumps(value, indent=indent, ensure_ascii=plain).encode("utf-8", "surrogatepass")
    assert json.loads(formatted(text).decode("utf-8", "surrogatepass")) == value


def test_numbers_escapes_and_repeats_stay_as_sent():
    text = formatted(b'{"n":1.10,"n":1e5,"big":12345678901234567890,"e":"\\u00e9"}').decode()
    for piece in ("1.10", "1e5", "12345678901234567890", "\\u00e9"):
        assert piece in text
    assert text.count('"n": ') == 2


def test_one_member_a_line():
    assert formatted(b'{"a":[1,{}],"b":[]}').decode() == (
        '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}'
    )


@pytest.mark.parametrize("broken", [b'{"a":', b"[1,2", b'{"a" "b"}', b']]]"x', b'{"open'])
def test_broken_json_keeps_its_words(broken):
    kept = formatted(broken).translate(None, b" \n")
    assert kept == broken.translate(None, b" \n")


def test_deep_nesting_is_no_trouble():
    deep = b"[" * 5000 + b"]" * 5000
    assert formatted(deep).translate(None, b" \n") == deep


@pytest.mark.parametrize(
    ("body", "is_json"),
    [
        (b' {"a":1}\n', True),
        (b"[]", True),
        (b"\xef\xbb\xbf{}", True),
        (b"<html>", False),
        (b"", False),
        (b"{]", False),
    ],
)
def test_what_looks_like_json(body, is_json):
    assert looks_like_json(body) is is_json
