"""JSON bodies side by side: aligned by key, each line with the look of the value in it."""

import json
import random

import pytest

from inspector.compare.aligning import lines
from inspector.compare.bodies import body_facts
from inspector.compare.body_code import body_code
from inspector.compare.code_rows import code_rows
from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues

JSON = (Header("Content-Type", "application/json"),)
NOTHING = KnownValues(())


def _rows(*values, accepted=(False, False, True)):
    bodies = [b"" if value is None else json.dumps(value).encode() for value in values]
    facts = [list(body_facts(JSON, body, NOTHING)) for body in bodies]
    compared = lines(facts, list(accepted[: len(bodies)]))
    return code_rows([body_code(JSON, body, NOTHING) for body in bodies], compared)


def _texts(rows):
    return [tuple(line.text.strip() if line else None for line in row) for row in rows]


def test_equal_keys_stand_side_by_side():
    rows = _rows({"a": 1, "z": 2}, {"a": 1, "more": {"b": 3}, "z": 4})
    assert _texts(rows) == [
        ("{", "{"),
        ('"a": 1,', '"a": 1,'),
        (None, '"more": {'),
        (None, '"b": 3'),
        (None, "},"),
        ('"z": 2', '"z": 4'),
        ("}", "}"),
    ]
    assert [row[0].number for row in rows if row[0]] == [1, 2, 3, 4]
    assert [row[1].number for row in rows] == [1, 2, 3, 4, 5, 6, 7]


def test_bodies_without_an_equal_key_stand_line_beside_line():
    rows = _rows({"error": "x", "exp": 1}, {"error": "y", "want": 2}, {"orders": [1, 2, 3]})
    assert _texts(rows)[1:4] == [
        ('"error": "x",', '"error": "y",', '"orders": ['),
        ('"exp": 1', '"want": 2', "1,"),
        ("}", "}", "2,"),
    ]


def test_a_value_looks_as_its_cell():
    rows = _rows({"error": "expired"}, {"error": "audience"}, {"error": "none"})
    assert [line.state for line in rows[1]] == ["bad", "bad", "good"]
    assert all(line.differs for line in rows[1])
    assert not any(line.differs for line in rows[0])


def test_the_differing_characters_are_marked_inside_quotes():
    rows = _rows({"said": 'the "old" token'}, {"said": 'the "new" token'})
    assert [line.text[slice(*line.marks[0])] for line in rows[1]] == ["old", "new"]


def test_what_only_the_first_column_has_differs_without_a_state():
    rows = _rows({"a": 1, "b": 2}, {"a": 1})
    (line,) = (row[0] for row in rows if row[0].differs)
    assert (line.text.strip(), line.state) == ('"b": 2', "")


def test_what_the_last_column_lacks_differs_in_the_one_before():
    rows = _rows({"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 1})
    assert [[bool(line and line.differs) for line in row] for row in rows[2:3]] == [
        [False, True, False]
    ]


def _any_body(chance):
    keys = [key for key in "abcd" if chance.random() < 0.7]
    return {key: chance.choice([1, 2, {"x": chance.choice([1, 2])}, [1, 2], {}]) for key in keys}


@pytest.mark.parametrize("seed", range(200))
def test_where_a_key_differs_a_row_does_and_every_line_is_listed_once(seed):
    chance = random.Random(seed)
    values = [_any_body(chance) for _ in range(chance.choice([2, 3, 4]))]
    rows = _rows(*values, accepted=(False, None, False, True))
    for place, value in enumerate(values):
        lines = [row[place].text for row in rows if row[place]]
        assert lines == json.dumps(value, indent=2).splitlines()
    alike = all(value == values[0] for value in values)
    assert any(line and line.differs for row in rows for line in row) is not alike


def test_the_brackets_of_what_is_new_look_like_its_inside():
    rows = _rows({"a": 1}, {"a": 1, "b": {"c": [2]}})
    looks = {line.text.strip(): line.state for _none, line in rows if line}
    assert looks['"b": {'] == looks['"c": ['] == looks["2"] == "changed"
    assert looks["{"] == looks['"a": 1,'] == ""


def test_the_brackets_of_what_both_have_stay_plain():
    rows = _rows({"b": {"c": 1}}, {"b": {"c": 2}})
    assert [row[1].text.strip() for row in rows if row[1].differs] == ['"c": 2']


def test_a_column_without_a_body_is_empty():
    rows = _rows({"a": 1}, None)
    assert [row[1] for row in rows] == [None] * 3
    assert rows[1][0].differs


def test_a_path_that_is_written_in_two_ways_keeps_its_lines():
    rows = _rows({"a.b": 1, "a": {"b": 2}}, {"a.b": 1, "a": {"b": 3}})
    assert [row[1].text.strip() for row in rows if row[1].differs] == ['"b": 3']
    assert rows[3][1].differs


def test_without_any_body_there_are_no_rows():
    assert _rows(None, None) == ()
