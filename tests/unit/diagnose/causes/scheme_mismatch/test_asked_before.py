"""The same place asked for a scheme before, and another one is refused without a word."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import sent_from_here

ASKED = """> GET https://depot.acme.example/shelf/parts
< 401 Unauthorized
< WWW-Authenticate: Basic realm="Shelf"
---
"""
SENT = """> GET https://depot.acme.example/shelf/{path}
> Authorization: {auth}
< 400 Bad Request
< Content-Type: text/plain
<< {body}"""
SLUG = "other-scheme-wanted"


def _first(attempt, *, asked=ASKED, path="parts", auth="Bearer tk-3310", body=""):
    text = asked + SENT.format(path=path, auth=auth, body=body)
    found = diagnose(sent_from_here(attempt(text))).findings
    return found[0] if found else None


def test_another_scheme_than_the_one_asked_for(attempt):
    first = _first(attempt)
    assert (first.slug, first.cause) == (SLUG, "scheme-mismatch")
    assert "Basic" in first.title


@pytest.mark.parametrize(
    "more",
    [
        {"asked": ""},
        {"path": "stock"},
        {"auth": "Basic YWxpY2U6aG9yc2U="},
        {"body": "The field size must be a number"},
    ],
)
def test_what_shows_no_other_scheme(attempt, more):
    first = _first(attempt, **more)
    assert first is None or first.slug != SLUG
