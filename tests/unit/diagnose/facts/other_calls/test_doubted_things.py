"""Words that leave open whether what the path names does not exist, or may not be seen."""

import json

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.known_things import doubted_thing

OFFERED = "Silo '{}' does not exist, or your token is missing permissions for it."


def _call(name, words=OFFERED, status="400 Bad Request"):
    body = json.dumps({"error": {"message": words.format(name)}})
    return (
        f"> POST https://grain.example/v2.1/{name.replace('@', '%40')}/loads\n"
        "> Authorization: Bearer q8Zr1Lx0Vn5TtYc2\n"
        f"< {status}\n< Content-Type: application/json\n<< {body}"
    )


@pytest.mark.parametrize(
    ("name", "is_id"),
    [
        ("8841207", True),
        ("silo-7", True),
        ("+4915112345678", False),
        ("lena@grain.example", False),
    ],
)
@pytest.mark.parametrize(
    "words", [OFFERED, "No such silo: {}, or no access to it", "{} was not found or not authorized"]
)
def test_the_thing_is_named(attempt, name, is_id, words):
    found = doubted_thing(Trace(attempt(_call(name, words))).case(0))
    assert (found.name, found.is_id) == (name, is_id)


@pytest.mark.parametrize(
    ("name", "words", "status"),
    [
        ("8841207", "Silo '8841208' does not exist, or you lack permissions.", "400 Bad Request"),
        ("8841207", "Silo '{}' does not exist.", "400 Bad Request"),
        ("8841207", "Your token is missing permissions for silo '{}'.", "400 Bad Request"),
        ("loads", "loads does not exist, or you lack permissions.", "400 Bad Request"),
        ("8841207", OFFERED, "403 Forbidden"),  # the status says which it is
        ("8841207", OFFERED, "404 Not Found"),
    ],
)
def test_nothing_is_left_open_or_nothing_named(attempt, name, words, status):
    assert doubted_thing(Trace(attempt(_call(name, words, status))).case(0)) is None


GRAPH = (
    "Unsupported get request. Object with ID '{}' does not exist, cannot be loaded due to missing "
    "permissions, or does not support this operation."
)


def _of_graph(name):
    return _call(name, GRAPH).replace("grain.example", "graph.facebook.com")


@pytest.mark.parametrize("name", ["1784140", "+4915112345678"])
@pytest.mark.parametrize("call", [_call, _of_graph])
def test_both_are_possible_and_none_very_likely(attempt, call, name):
    found = diagnose(attempt(call(name))).findings[:2]
    assert {one.certainty.value for one in found} == {"possible"}
    assert {one.cause.value for one in found} == {"wrong-endpoint", "insufficient-permissions"}


@pytest.mark.parametrize("call", [_call, _of_graph])
def test_how_people_write_it_speaks_for_the_place(attempt, call):
    first = diagnose(attempt(call("+4915112345678"))).findings[0]
    assert first.cause.value == "wrong-endpoint"
    assert any("how people write it" in one.statement for one in first.evidence)
