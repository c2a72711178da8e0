"""JSON of any size: its lines are found without being made, folded, filtered, told by path."""

import json
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.presentation.bodies import json_blocks, json_filter
from inspector.presentation.bodies.json_blocks import ALL, DEEPEST, blocks_of
from inspector.presentation.bodies.json_filter import filtered, value_of
from inspector.presentation.bodies.json_lines import JsonLines
from inspector.presentation.bodies.json_rows import JsonRows, kind_of, path_text, told
from inspector.presentation.bodies.secret_blocks import SecretBlocks

ORDERS = {
    "page": 1,
    "none": [],
    "orders": [
        {
            "id": 90120 + n,
            "status": "open" if n in (1, 5) else "paid",
            "customer": {"id": f"user_{n}", "email": f"m{n}@example.com"},
            "a b": [1, 2],
        }
        for n in range(8)
    ],
    "links": {"self": "x"},
}


def _blocks(data, size):
    """Return the blocks that the text would have if they were that small."""
    with patch.object(json_blocks, "SIZE", size):
        return blocks_of(data)


def _rows(data, size=64):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return JsonRows(_blocks(data, size))


def _shown(rows):
    return [rows.text(row) for row in range(len(rows))]


# ---------------- Counted blocks and the lines that are made of them agree
PIECES = [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"a", b" ", b"\n", b'"k"', b"1"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join), st.integers(1, 20))
def test_what_is_counted_is_what_is_made(data, size):
    blocks = _blocks(data, size)
    rows = JsonRows(blocks)
    starts = []
    for number, block in enumerate(blocks.blocks):
        end = blocks.blocks[number + 1].before if number + 1 < len(blocks.blocks) else blocks.count
        made = [rows.lines.line(line) for line in range(block.before, end)]
        starts += [line.start for line in made]
        for counted, closes in ((block.opening, False), (block.closing, True)):
            depths = [line.depth for line in made if line.closes is closes]
            assert counted == {depth: depths.count(depth) for depth in set(depths)}
    assert starts == sorted(starts)
    for row in range(len(rows)):
        assert rows.text(row) is not None
        assert told(rows, row)


TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(TREE, st.sampled_from([None, 1]), st.sampled_from([1, 7, 1 << 16]))
def test_the_value_is_the_same(value, indent, size):
    text = json.dumps(value, indent=indent).encode()
    rows = _rows(text, size)
    assert value_of(rows.lines) == value
    assert json.loads(rows.copied(0, len(rows) - 1)) == value


def test_one_member_a_line():
    rows = _rows(b'{"a":[1,{}],"b":[ ]}')
    assert rows.copied(0, len(rows) - 1) == '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}'


def test_numbers_escapes_and_repeats_stay_as_sent():
    rows = _rows(b'{"n":1.10,"n":1e5,"big":12345678901234567890,"e":"\\u00e9"}')
    text = rows.copied(0, len(rows) - 1)
    for piece in ("1.10", "1e5", "12345678901234567890", "\\u00e9"):
        assert piece in text
    assert text.count('"n": ') == 2


@pytest.mark.parametrize("broken", [b'{"a":', b"[1,2", b'{"a" "b"}', b']]]"x', b'{"open', b"{]"])
def test_broken_json_keeps_its_words(broken):
    rows = _rows(broken)
    kept = rows.copied(0, len(rows) - 1).encode().translate(None, b" \n")
    assert kept == broken.translate(None, b" \n")


def test_deep_nesting_is_no_trouble():
    deep = b"[" * 1000 + b"]" * 1000
    rows = _rows(deep)
    assert rows.copied(0, len(rows) - 1).encode().translate(None, b" \n") == deep
    assert max(rows.row(row).depth for row in range(len(rows))) == DEEPEST


# ---------------- Folding
def test_a_fold_says_what_is_in_it_and_unfolds_as_it_was():
    rows = _rows(ORDERS)
    whole = _shown(rows)
    rows.folds.fold(rows.lines.child(3, 1))
    assert "{ id 90121, open, 4 keys }," in _shown(rows)
    rows.folds.fold(3)
    assert _shown(rows) == [
        *(
            "{",
            '"page": 1,',
            '"none": [],',
            '"orders": [ 8 entries ],',
            '"links": {',
            '"self": "x"',
        ),
        *("}", "}"),
    ]
    assert rows.number(4) == whole.index('"links": {') + 1
    rows.folds.unfold(3)
    assert "{ id 90121, open, 4 keys }," in _shown(rows)
    rows.folds.unfold(rows.lines.child(3, 1))
    assert _shown(rows) == whole


@pytest.mark.parametrize(
    ("limit", "count"), [(0, 1), (1, 6), (2, 17), (3, 57), (4, 105), (ALL, 105)]
)
def test_all_is_folded_at_a_depth(limit, count):
    rows = _rows(ORDERS)
    rows.folds.show_to(limit)
    assert len(rows) == count
    assert all(rows.folds.row(rows.folds.line(row)) == row for row in range(count))


def test_what_lies_below_is_folded_and_unfolded_with_it():
    rows = _rows(ORDERS)
    rows.folds.fold(3, deeply=True)
    rows.folds.unfold(3)
    assert sum(rows.row(row).folded for row in range(len(rows))) == 8
    rows.folds.fold(3)
    rows.folds.unfold(3, deeply=True)
    assert not any(rows.row(row).folded for row in range(len(rows)))


def test_what_is_looked_for_is_unfolded():
    rows = _rows(ORDERS)
    rows.folds.show_to(1)
    line = rows.lines.of_byte(rows.data.index(b"m5@example"))
    rows.folds.reveal(line)
    assert rows.text(rows.folds.row(line)) == '"email": "m5@example.com"'


# ---------------- Where a line is, and what it is for screen readers
def test_lines_are_told_with_path_kind_and_value():
    rows = _rows(ORDERS)
    said = [told(rows, row) for row in range(len(rows))]
    assert "Line 10, $.orders[0].customer.email, string, m0@example.com" in said
    assert "Line 4, $.orders, array, 8 entries, expanded" in said
    assert any("$.orders[0]['a b'][1], number, 2" in each for each in said)
    rows.folds.fold(3)
    assert told(rows, 3) == "Line 4, $.orders, array, 8 entries, collapsed"


def test_the_kind_says_how_long_a_text_is():
    rows = _rows(ORDERS)
    assert kind_of(rows, 9) == "string, 14 characters"
    assert path_text(rows.steps(9)) == "$.orders[0].customer.email"


@given(TREE)
def test_every_value_is_found_by_the_path_of_its_line(value):
    rows = _rows(json.dumps(value).encode(), 16)
    for line in range(len(rows.lines)):
        here = value
        for step in rows.steps(line):
            if isinstance(step, str) and step not in here:
                return  # a key with an invisible character is shown with a sign for it
            here = here[step]
        opener = rows.opener(line)
        if not rows.lines.opens(opener):
            assert json.loads(rows.value(opener)) == here or not rows.value(opener).isprintable()


# ---------------- Secrets
def test_secrets_are_masked_in_rows_folds_and_copies():
    data = json.dumps({"list": [{"id": "x", "access_token": "tok" + "q" * 45}]}).encode()
    rows = JsonRows(blocks_of(data), SecretBlocks(data))
    texts = [*_shown(rows), rows.copied(0, len(rows) - 1)]
    rows.folds.show_to(2)
    assert not any("q" * 20 in text for text in (*texts, *_shown(rows)))


# ---------------- The filter
def test_what_matches_is_marked_and_the_rest_folded():
    rows = _rows(ORDERS)
    found = filtered(rows.lines.blocks, '$.orders[?(@.status=="open")]')
    assert found.words == "2 of 8"
    rows.folds = found.folds
    texts = _shown(rows)
    assert "3 that don't match" in texts
    assert "{ id 90120, paid, 4 keys }," in texts
    assert '"status": "open",' in texts
    assert '"status": "paid",' not in texts
    assert [rows.text(rows.folds.row(first)) for first, _ in found.bands] == ["{", "{"]


def test_a_gap_opens():
    rows = _rows(ORDERS)
    found = filtered(rows.lines.blocks, "$.orders[7].id")
    rows.folds = found.folds
    gap = next(row for row in range(len(rows)) if rows.row(row).gap)
    rows.folds.open_gap(rows.row(gap).line)
    assert sum(rows.row(row).folded for row in range(len(rows))) >= 7


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("$..email", "8 matches"),
        ("$.nothing", "0 matches"),
        ("$.orders[", "Not a JSONPath"),
        ("$", "1 match"),
        ("$.orders[-1]", "1 of 8"),
        ("$.links.self", "1 match"),
    ],
)
def test_how_much_matches_is_said(path, words):
    assert filtered(_rows(ORDERS).lines.blocks, path).words == words


def test_a_cut_body_says_that_it_is_not_whole():
    found = filtered(blocks_of(json.dumps(ORDERS).encode()[:300]), "$.page")
    assert found.problem == "The body is not whole JSON."


def test_a_large_value_is_read_in_pieces(monkeypatch):
    monkeypatch.setattr(json_filter, "_PIECE", 40)
    data = json.dumps({"big": {"x": "y" * 200, "l": ORDERS}, **ORDERS}).encode()
    assert value_of(JsonLines(_blocks(data, 50))) == json.loads(data)
