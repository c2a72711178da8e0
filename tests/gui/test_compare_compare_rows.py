"""What is the same is folded, what differs in every reply stands apart."""

import json

import pytest
from msgspec.structs import replace

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.lines_model import shown_rows
from inspector.model.message import Header
from tests.gui.compare_samples import columns


@pytest.fixture(scope="module")
def comparison():
    return compute(columns(), ())


def _rows(comparison, *opened, only=False):
    return shown_rows(comparison, frozenset(opened), only_differences=only)


def test_sections_hold_what_differs_and_a_fold_for_the_rest(comparison):
    texts = [(row.kind, row.text) for row in _rows(comparison)]
    at = texts.index(("section", "Credential"))
    assert texts[at + 1] == ("line", "Authorization")
    assert ("fold", "alg (header), typ (header), iss, aud: the same") in texts


def test_an_open_fold_shows_its_lines(comparison):
    names = [row.text for row in _rows(comparison, "credential:same") if row.kind == "line"]
    assert "iss" in names


def test_only_differences_leaves_the_folds_out(comparison):
    rows = _rows(comparison, only=True)
    assert {row.kind for row in rows} == {"section", "line"}
    assert all(row.line.differs for row in rows if row.line)


def _bodies(first, second):
    typed = (Header("Content-Type", "application/json"),)
    made = []
    for one, body in zip(columns(), (first, second), strict=True):
        attempt = one.answer.attempt
        (exchange,) = attempt.exchanges
        reply = replace(exchange.reply, headers=typed, body=json.dumps(body).encode())
        attempt = replace(attempt, exchanges=(replace(exchange, reply=reply),))
        made.append(one._replace(answer=replace(one.answer, attempt=attempt)))
    return compute(tuple(made), ())


def _of_body(rows):
    at = next(place for place, row in enumerate(rows) if row.text == "Body received")
    return rows[at + 1 :]


def test_bodies_that_differ_are_listed_as_code_in_place_of_their_keys():
    rows = _of_body(_rows(_bodies({"error": "a", "x": 1}, {"error": "b", "x": 1})))
    assert [row.kind for row in rows] == ["code"] * 4
    only = _of_body(_rows(_bodies({"error": "a", "x": 1}, {"error": "b", "x": 1}), only=True))
    assert [row.code[0].text.strip() for row in only] == ['"error": "a",']


def test_bodies_that_are_the_same_are_folded_and_open_as_code():
    comparison = _bodies({"error": "a"}, {"error": "a"})
    (fold,) = _of_body(_rows(comparison))
    assert (fold.kind, fold.text) == ("fold", "error: the same")
    assert [row.kind for row in _of_body(_rows(comparison, fold.key))] == ["fold", *["code"] * 3]
    assert not any(row.code for row in _rows(comparison, only=True))


def test_a_text_beside_an_object_is_code_too():
    rows = _of_body(_rows(_bodies({"a": 1}, "no object")))
    assert [row.code[1].text for row in rows if row.code and row.code[1]] == ['"no object"']
    assert [row.text for row in rows[:2]] == ["JSON", "by key"]


def test_very_long_bodies_are_listed_by_key():
    rows = _of_body(_rows(_bodies({"a": [1] * 600}, {"a": [2]}), only=True))
    assert not any(row.code for row in rows)
    assert rows[0].text == "a[0]"
