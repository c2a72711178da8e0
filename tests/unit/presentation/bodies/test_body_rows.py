"""A body made ready: masked first, then indented, decoded or dumped."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.model.message import Header
from inspector.presentation.bodies.body_rows import (
    BodyText,
    formatted,
    looks_like_json,
    masked,
    prepare,
)

JSON = (Header("Content-Type", "application/json"),)
TOKENS = b'{"access_token":"' + b"q" * 40 + b'","expires_in":3600}'


def _text(made):
    return "\n".join(made.rows.text(row) for row in range(len(made.rows)))


def test_json_is_indented_and_its_token_masked():
    made = prepare(BodyText(body=TOKENS, headers=JSON))
    assert made.json
    assert "q" * 20 not in _text(made)
    assert '  "expires_in": 3600' in _text(made)


def test_revealed_and_as_received():
    made = prepare(BodyText(body=TOKENS, headers=JSON, revealed=True, mode="text"))
    assert _text(made) == TOKENS.decode()
    assert not made.json


def test_binary_is_dumped_and_hex_can_be_asked_for():
    assert _text(prepare(BodyText(body=b"\x00\x01\x02"))).startswith("00000000  00 01 02")
    dump = _text(prepare(BodyText(body=TOKENS, headers=JSON, mode="hex")))
    assert "••" in dump
    assert "71 71 71 71" not in dump


def test_other_character_sets_are_read():
    latin = (Header("Content-Type", 'text/plain; charset="iso-8859-1"'),)
    assert _text(prepare(BodyText(body=b"gr\xfc\xdfe", headers=latin))) == "grüße"
    unknown = (Header("Content-Type", "text/plain; charset=made-up"),)
    assert _text(prepare(BodyText(body=b"abc", headers=unknown))) == "abc"


def test_masks_are_put_in_by_range():
    assert masked(b"a=secret;b", ((2, 8),)).startswith(b"a=\xe2\x80\xa2")
    assert masked(b"plain", ()) == b"plain"


# ---------------- Indenting JSON never alters a value
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
