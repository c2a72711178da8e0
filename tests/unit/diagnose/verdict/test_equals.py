"""A night of equal refusals is told as if each had been judged, in a fraction of the time."""

import json

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict import equals
from inspector.intake import read

LONG = 60
WAYS = {
    "all": lambda _: 401,
    "after a success": lambda number: 401 if number > 4 else 200,
    "between successes": lambda number: 401 if 20 < number < 50 else 200,
    "every other": lambda number: 401 if number % 2 else 200,
    "two kinds": lambda number: 401 if number % 3 else 403,
}


def entry(number, status):
    begun = f"2026-01-01T08:{number // 60:02d}:{number % 60:02d}.000Z"
    sent = [{"name": "Authorization", "value": "Bearer 0123456789abcdef0123456789abcdef"}]
    content = {"size": 2, "mimeType": "application/json", "text": "{}"}
    return {
        "startedDateTime": begun,
        "time": 20,
        "request": {"method": "GET", "url": f"https://api.test/v1/{number % 4}", "headers": sent},
        "response": {"status": status, "headers": [], "content": content},
    }


def attempt(way):
    entries = [entry(number, WAYS[way](number)) for number in range(LONG)]
    log = {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": entries}
    return read(json.dumps({"log": log}).encode(), "night.har").attempt


def told(way, monkeypatch, few):
    monkeypatch.setattr(equals, "_FEW", few)
    verdict = diagnose(attempt(way))
    found = [bool(one.findings) for one in verdict.entries]
    return verdict.entry, verdict.findings, verdict.doubts, found


@pytest.mark.parametrize("way", WAYS)
def test_it_is_told_as_if_each_had_been_judged(monkeypatch, way):
    assert told(way, monkeypatch, 5) == told(way, monkeypatch, LONG)


def test_only_the_ends_of_a_row_are_judged(monkeypatch):
    monkeypatch.setattr(equals, "_FEW", 5)
    trace = attempt("after a success")
    spoken_for = equals.equals(Trace(trace), range(5, LONG))
    judged = set(range(5, LONG)) - set(spoken_for)
    assert judged == {5, 6, 7, 8, *range(LONG - 4, LONG)}  # of four addresses
    assert set(spoken_for.values()) == set(range(LONG - 4, LONG))


def test_few_are_judged_one_by_one():
    assert equals.equals(Trace(attempt("all")), range(LONG)) == {}
