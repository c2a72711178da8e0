"""A key that a request shows in no usual place is found where it shows no other."""

import json

import pytest

from inspector.diagnose.facts.case import Trace
from tests.fixtures.short_texts import attempt_of

DEEP = {
    "method": "Get",
    "params": {"credentials": {"userName": "ann", "sessionId": "znA26qKC6QTsxl0p"}},
}
LINES = "> POST https://fleet.test/api\n> Content-Type: application/json\n"


def _body(more=""):
    return f"{LINES}{more}>> {json.dumps(DEEP)}"


QUERY = "> GET https://sun.test/live?tokenId=20261108164522719384&sn=H1"
TOLD = '\n< 200 OK\n< Content-Type: application/json\n<< {"error": {"message": "Invalid session"}}'


def _keys(text):
    return [(one.where, one.name) for one in Trace(attempt_of(text + TOLD)).case(0).sent.keys]


@pytest.mark.parametrize(
    ("text", "found"),
    [(_body(), ("body", "sessionId")), (QUERY, ("query", "tokenId"))],
)
def test_it_is_the_key_where_no_other_is(text, found):
    assert _keys(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        _body("> Cookie: sid=9f8e7d6c5b4a3928\n"),
        QUERY.replace("20261108164522719384", "7"),
        f"{QUERY}\n> Authorization: Bearer 9f8e7d6c5b4a3928",
    ],
)
def test_beside_another_it_is_what_is_spoken_of_and_a_number_is_an_id(text):
    assert not _keys(text)
