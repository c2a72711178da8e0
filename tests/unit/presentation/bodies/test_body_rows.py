"""A body made ready: masked first, then indented, decoded or dumped."""

from inspector.model.message import Header
from inspector.presentation.bodies.body_rows import (
    BodyText,
    masked,
    prepare,
)
from inspector.presentation.bodies.json_rows import JsonRows

JSON = (Header("Content-Type", "application/json"),)
TOKENS = b'{"access_token":"' + b"q" * 40 + b'","expires_in":3600}'


def _text(made):
    return "\n".join(made.rows.text(row) for row in range(len(made.rows)))


def test_json_is_indented_and_its_token_masked():
    made = prepare(BodyText(body=TOKENS, headers=JSON))
    assert isinstance(made.rows, JsonRows)
    assert "q" * 20 not in _text(made)
    assert '"expires_in": 3600' in _text(made)


def test_revealed_and_as_received():
    made = prepare(BodyText(body=TOKENS, headers=JSON, revealed=True, way="text"))
    assert _text(made) == TOKENS.decode()


def test_binary_is_dumped_and_hex_can_be_asked_for():
    assert _text(prepare(BodyText(body=b"\x00\x01\x02"))).startswith("00000000  00 01 02")
    dump = _text(prepare(BodyText(body=TOKENS, headers=JSON, way="hex")))
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
