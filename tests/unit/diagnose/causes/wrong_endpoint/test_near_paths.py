"""A path that is not there, beside one that the same caller was just given; methods in words."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import sent_from_here

CALL = """> {method} https://depot.acme.example{path}
> X-Api-Key: {key}
< {status}
< Content-Type: application/json
<< {body}"""
MISSING = '{{"error": "Requested resource \'{}\' not found"}}'
KEY = "dk-55c1a0e97b20"


def _call(path, status="404 Not Found", *, key=KEY, method="GET", body=None):
    said = MISSING.format(path.rpartition("/")[2]) if body is None else body
    return CALL.format(path=path, status=status, key=key, method=method, body=said)


def _first(attempt, *calls):
    found = diagnose(sent_from_here(attempt("\n---\n".join(calls)))).findings
    return found[0].slug if found else ""


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("/rest/berth", "/rest/berths"),
        ("/system", "/depot/system"),
        ("/depot/system", "/system"),
        ("/rest/berths.json", "/rest/berths"),
        ("/rest/berths", "/rest/berths.xml"),
    ],
)
def test_a_path_beside_one_that_was_given(attempt, given, asked):
    body = '{"berth": 7}'
    assert _first(attempt, _call(given, "200 OK", body=body), _call(asked)) == "path-unknown"


@pytest.mark.parametrize(
    ("given", "asked", "more"),
    [
        ("/rest/berth", "/rest/lamp", {}),
        ("/rest/berth", "/rest/berths", {"key": "dk-000000000000"}),
        ("/rest/berth", "/rest/berths", {"method": "DELETE"}),
        ("/berths/7", "/berths/8", {}),
        ("/berths/7.5", "/berths/7", {}),
    ],
)
def test_a_thing_that_is_not_there(attempt, given, asked, more):
    body = '{"berth": 7}'
    first = _first(attempt, _call(given, "200 OK", body=body, **more), _call(asked))
    assert first != "path-unknown"


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ('{"error": "queries are not allowed when using GET"}', "method-not-taken"),
        ('{"error": "GET requests are not supported"}', "method-not-taken"),
        ('{"error": "PUT requests are not supported"}', ""),
        ('{"error": "You are not allowed to get this order twice"}', ""),
        (
            '{"error": "Injection is not allowed unless it is run with the --inject flag"}',
            "service-not-enabled",
        ),
    ],
)
def test_words_of_400(attempt, body, slug):
    assert _first(attempt, _call("/graphql", "400 Bad Request", body=body)) == slug
