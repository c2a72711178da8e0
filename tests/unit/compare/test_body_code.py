"""A JSON body line by line, its values masked and named as where they are compared."""

import json

import pytest

from inspector.compare.bodies import body_facts
from inspector.compare.body_code import MOST_LINES, body_code
from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues

JSON = (Header("Content-Type", "application/json"),)
NOTHING = KnownValues(())


def _texts(value, known=NOTHING):
    return [line.text for line in body_code(JSON, json.dumps(value).encode(), known)]


def test_it_reads_as_json_that_is_laid_out():
    value = {"error": "x", "list": [1, {"a": None}], "empty": {}, "ok": True}
    assert _texts(value) == json.dumps(value, indent=2).splitlines()


def test_values_have_the_name_that_compares_them():
    body = b'{"a": {"b": [1, "two"]}}'
    lines = [line for line in body_code(JSON, body, NOTHING) if line.kind == "leaf"]
    assert [line.path for line in lines] == [fact.name for fact in body_facts(JSON, body, NOTHING)]
    assert [line.text[line.start :] for line in lines] == ["1,", '"two"']


@pytest.mark.parametrize(("value", "part"), [("plain", "ai"), ('a"b\\c\nd', "d"), (1234, "23")])
def test_places_of_a_value_are_found_in_its_line(value, part):
    (line,) = (
        one for one in body_code(JSON, json.dumps({"k": value}).encode(), NOTHING) if one.path
    )
    at = line.shown.index(part)
    assert line.text[line.place(at) : line.place(at + len(part))] == part


def test_secrets_are_masked():
    body = {"access_token": "abcdefgh-secret-1", "note": "see abcdefgh-secret-2"}
    assert "secret" not in "".join(_texts(body, KnownValues(("abcdefgh-secret-2",))))


def test_what_is_no_json_or_too_long_has_no_lines():
    assert body_code((Header("Content-Type", "text/plain"),), b"words", NOTHING) == ()
    assert body_code(JSON, b"{broken", NOTHING) == ()
    assert body_code(JSON, b"", NOTHING) == ()
    assert _texts(list(range(MOST_LINES + 1))) == []


def test_what_lies_very_deep_is_left_to_the_keys():
    assert len(body_code(JSON, b'{"a":' * 30 + b"1" + b"}" * 30, NOTHING)) == 61
    assert body_code(JSON, b'{"a":' * 60 + b"1" + b"}" * 60, NOTHING) == ()
    assert body_code(JSON, b"[" * 5000 + b"]" * 5000, NOTHING) == ()
