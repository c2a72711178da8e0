"""Where a reply may be about access and says nothing of it, that is told as possible, never hidden."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

ASKED = "> GET https://api.test/orders\n> Authorization: Bearer abc.def\n"
GIVEN = ASKED + '< 200 OK\n<< {"orders": []}\n---\n'
NOBODY = "> GET https://api.test/orders\n"


@pytest.mark.parametrize(
    "text",
    [
        ASKED + "< 429 Too Many Requests",
        ASKED + "< 429 Too Many Requests\n< Retry-After: 30",
        NOBODY + "< 429 Too Many Requests",
        GIVEN + ASKED + "< 400 Bad Request",
        GIVEN + ASKED + "< 404 Not Found",
        GIVEN + ASKED + '< 400 Bad Request\n<< {"message": "revision of auth store is old"}',
        GIVEN + ASKED + "< 422 Unprocessable Content",
        ASKED + '< 422 Unprocessable Content\n<< {"message": "You do not have permission"}',
        ASKED + "< 302 Found\n< Location: /orders",
    ],
)
def test_it_is_told(text):
    findings = diagnose(attempt_of(text)).findings
    assert findings


@pytest.mark.parametrize(
    "status", ["400 Bad Request", "404 Not Found", "422 Unprocessable Content"]
)
def test_what_is_told_without_a_word_is_no_more_than_possible(status):
    findings = diagnose(attempt_of(GIVEN + ASKED + f"< {status}")).findings
    assert {one.certainty for one in findings} <= {"possible", "unlikely"}


@pytest.mark.parametrize(
    "text",
    [
        ASKED + "< 404 Not Found",
        ASKED + '< 400 Bad Request\n<< {"message": "field name is required"}',
        GIVEN + ASKED + '< 422 Unprocessable Content\n<< {"message": "count must be positive"}',
        NOBODY + "< 404 Not Found",
    ],
)
def test_ordinary_errors_stay_silent(text):
    assert diagnose(attempt_of(text)).findings == ()


@pytest.mark.parametrize(
    "words",
    [
        "You may not have access to this repository or it no longer exists.",
        "Could not find it. Make sure that the page is shared with your integration.",
        "Repository not found, or you need to sign in to see it",
    ],
)
@pytest.mark.parametrize("asked", [ASKED, NOBODY])
def test_a_404_that_leaves_access_open_is_told(asked, words):
    body = f'< Content-Type: application/json\n<< {{"message": "{words}"}}'
    assert diagnose(attempt_of(f"{asked}< 404 Not Found\n{body}")).findings


@pytest.mark.parametrize(
    ("allow", "told"), [("GET, DELETE", True), ("GET, HEAD", False), ("delete", True)]
)
def test_405_is_told_where_it_offers_what_it_refuses(allow, told):
    asked = ASKED.replace("> GET", "> DELETE")
    text = f"{asked}< 405 Method Not Allowed\n< Allow: {allow}"
    assert bool(diagnose(attempt_of(text)).findings) is told


def test_405_to_nobody_is_an_ordinary_one():
    asked = NOBODY.replace("> GET", "> DELETE")
    text = f"{asked}< 405 Method Not Allowed\n< Allow: DELETE"
    assert diagnose(attempt_of(text)).findings == ()


@pytest.mark.parametrize(
    ("server", "first"),
    [("uvicorn", "credential-not-recognised"), ("nginx", "authorization-stripped")],
)
def test_who_answers_by_itself_has_nobody_in_front_to_drop_a_header(server, first):
    said = '< Content-Type: application/json\n<< {"detail": "No authorization token provided"}'
    text = f"{ASKED}< 401 Unauthorized\n< Server: {server}\n{said}"
    assert diagnose(attempt_of(text)).findings[0].slug == first


@pytest.mark.parametrize(
    ("head", "is_cut"),
    [
        ("eyJhbGciOiJIUzI1NiJ9", True),  # {"alg":"HS256"}
        ("eyJhIjp7ImlkIjoiYW5uIn19", False),  # {"a":{"id":"ann"}}, as signed cookies have it
        ("eyJhbGciOiJIUzI1", True),  # cut within
    ],
)
def test_a_token_is_called_cut_only_where_it_begins_as_a_jwt(head, is_cut):
    asked = NOBODY + f"> Authorization: Bearer {head}.c2lnbmF0dXJl\n"
    slugs = {one.slug for one in diagnose(attempt_of(asked + "< 401 Unauthorized")).findings}
    assert ("token-cut" in slugs) is is_cut


def test_a_page_that_adorns_the_status_gives_no_reason():
    body = "< Content-Type: text/plain\n<< ⚠️ 403 — Forbidden\n<< ====\n<< Forbidden"
    found = diagnose(attempt_of(f"{ASKED}< 403 Forbidden\n{body}")).findings
    assert "right-missing" not in {one.slug for one in found}
