"""A JSON body line by line, its values masked and named as where they are compared."""

import json

import pytest

from inspector.compare.bodies import body_facts
from inspector.compare.body_code import MOST_LINES, body_code
from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues

HTML = (Header("Content-Type", "text/html"),)
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
    known = KnownValues(("abcdefgh-secret-2",))
    assert "secret" not in "".join(_texts(body, known))
    (line,) = body_code((), b"see abcdefgh-secret-2", known)
    assert "secret" not in line.text


@pytest.mark.parametrize(
    ("headers", "body"),
    [(HTML, b"<html>\n <p>no</p>\n</html>"), (JSON, b"{broken\nstill"), ((), b"words\n\nmore")],
)
def test_text_and_damaged_json_have_the_lines_that_are_compared(headers, body):
    lines = body_code(headers, body, NOTHING)
    facts = list(body_facts(headers, body, NOTHING))
    assert [(line.path, line.text) for line in lines] == [(one.name, one.text) for one in facts]
    assert [line.text for line in lines] == body.decode().splitlines()
    assert {line.kind for line in lines} == {"text"}


def test_places_in_a_line_of_text_are_those_in_what_is_compared():
    (line,) = body_code(HTML, b"<html>no</html>", NOTHING)
    assert line.place(3) == 3


@pytest.mark.parametrize(
    "body", [b"", b"a=1&b=2", b"<a>1</a>", b"\x00\x01\x02", b"line\n" * (MOST_LINES + 1)]
)
def test_what_is_compared_by_part_or_too_long_has_no_lines(body):
    assert body_code((), body, NOTHING) == ()
    assert _texts(list(range(MOST_LINES + 1))) == []


def test_what_lies_very_deep_is_left_to_the_keys():
    assert len(body_code(JSON, b'{"a":' * 30 + b"1" + b"}" * 30, NOTHING)) == 61
    assert body_code(JSON, b'{"a":' * 60 + b"1" + b"}" * 60, NOTHING) == ()
    assert body_code(JSON, b"[" * 5000 + b"]" * 5000, NOTHING) == ()
