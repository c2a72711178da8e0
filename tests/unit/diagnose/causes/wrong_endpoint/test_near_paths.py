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


# ---------------- A write to what another address begins with
PAGE = (
    "<html><head><title>{0}</title></head><center><h1>{0}</h1></center>"
    "<hr><center>nginx/1.26.3</center></html>"
)
REFUSED = ("401 Unauthorized", "403 Forbidden")


def _cut(attempt, status, given="/hooks/orders/add", method="POST", key=KEY, page=PAGE):
    page = page.format(status)
    refused = _call("/hooks", status, method=method, body=page)
    if page:
        refused = refused.replace("application/json", "text/html")
    calls = (_call(given, "200 OK", key=key, method=method, body="{}"), refused)
    return diagnose(attempt("\n---\n".join(calls))).findings[0]


@pytest.mark.parametrize("status", REFUSED)
def test_the_end_of_an_address_was_left_off(attempt, status):
    found = _cut(attempt, status)
    assert found.slug == "path-unknown"
    assert "ends before orders/add" in " ".join(one.statement for one in found.evidence)


@pytest.mark.parametrize(
    "more",
    [
        {"method": "GET"},
        {"given": "/hooks-of-all/orders/add"},
        {"given": "/hooks/"},
        {"key": "dk-000000000000"},
        {"page": ""},  # the program answers
    ],
)
@pytest.mark.parametrize("status", REFUSED)
def test_where_no_end_was_left_off(attempt, status, more):
    assert _cut(attempt, status, **more).slug != "path-unknown"


# ---------------- A call that the server does not know, by its path
UNKNOWN = '{"error": "unknown_command"}'


@pytest.mark.parametrize(
    ("given", "asked", "body", "slug"),
    [
        ("/api/get_roster", "/api/roster_get", UNKNOWN, "path-unknown"),
        ("/api/list-all-berths", "/api/berths-list-all", UNKNOWN, "path-unknown"),
        ("/api/roster", "/api/v1/roster", UNKNOWN, "path-unknown"),
        ("/api/get_roster", "/api/roster_get", '{"error": "No such method"}', "path-unknown"),
        ("/api/get_roster", "/api/roster_get", '{"error": "unknown user"}', ""),
        ("/api/get_roster", "/api/list_berths", UNKNOWN, ""),
    ],
)
def test_a_call_that_400_names_unknown_beside_one_that_was_taken(attempt, given, asked, body, slug):
    calls = (_call(given, "200 OK", body="{}"), _call(asked, "400 Bad Request", body=body))
    found = diagnose(sent_from_here(attempt("\n---\n".join(calls)))).findings
    assert (found[0].slug if found else "") == slug
    if slug:
        assert found[0].fixes[0].changes[0].after == f"https://depot.acme.example{given}"


@pytest.mark.parametrize(
    ("given", "asked", "told"),
    [
        ("/buckets/harbour/records", "/buckets/harbor/records", True),
        ("/user", "/users", False),  # one and all of them: two places, one of which may be shut
        ("/records", "/v2/records", False),
    ],
)
def test_who_hides_what_there_is_answers_403_to_a_slip(attempt, given, asked, told):
    refused = _call(asked, "403 Forbidden", body='{"error": "forbidden"}')
    taken = _call(given, "200 OK", body='{"berth": 7}')
    found = diagnose(sent_from_here(attempt(f"{taken}\n---\n{refused}")))
    assert ("path-unknown" in {one.slug for one in found.findings}) is told
