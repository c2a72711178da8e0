"""A call with a key is given the page of the front end: the API begins at another path."""

import pytest

from inspector.diagnose import diagnose

KEY = "> Authorization: Bearer pk.7c1e9a40d2b85f63a1e7"
JSON = "> Accept: application/json"
API = """> GET https://box.example/api/health
> Accept: application/json
< 200 OK
< Content-Type: application/json
<< {"ok": true}"""
APP = (
    '<!doctype html><html><body><div id="root"></div><script src="/main.js"></script></body></html>'
)


def _call(*, path="/v1/items", sent=(JSON, KEY), status="200 OK", page=APP):
    lines = "\n".join(sent)
    return (
        f"> GET https://box.example{path}\n{lines}\n"
        f"< {status}\n< Content-Type: text/html\n<< {page}"
    )


def _found(attempt, *parts):
    findings = diagnose(attempt("\n---\n".join(parts))).findings
    return {one.slug: one.certainty for one in findings}


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
@pytest.mark.parametrize(
    "parts", [(API,), (_call(path="/about", sent=("> Accept: text/html",)), API)]
)
def test_the_beginning_is_missing(attempt, status, parts):
    found = _found(attempt, *parts, _call(status=status))
    assert next(iter(found)) == "path-unknown"
    assert found["path-unknown"] == "possible"


@pytest.mark.parametrize(
    "call",
    [
        _call(sent=(KEY, "> Accept: text/html,application/json")),
        _call(sent=(JSON,)),  # nobody said who it is
        _call(path="/partials/menu.html"),
        _call(path="/api/items"),  # others answer there
        _call(page="<!doctype html><html><body><h1>Orders</h1><p>None.</p></body></html>"),
        _call(sent=(JSON, "> Cookie: sid=8f14e45fceea167a5a36")),
    ],
)
def test_a_page_that_was_wanted_or_may_be(attempt, call):
    assert "path-unknown" not in _found(attempt, API, call)


def test_nothing_else_is_known_of_the_host(attempt):
    assert _found(attempt, _call()) == {}
