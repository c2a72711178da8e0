"""A header that keeps forged calls out, with which the same caller was given the same."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge_one

CALL = """> {method} https://host.test/{path}
> Authorization: Basic bGVuYTpXeTctS2FsZS1UaG9ybg==
{more}< {status}
< Content-Type: application/json
<< {body}"""
REFUSED = '{"id": "K846", "text": "The request of site \\"\\" is not permitted here."}'
SLUG = "csrf-header-missing"
MARK = "> X-CSRF-HOST-HEADER: true\n"


def _call(more="", path="jobs", *, status="200 OK", body="[]", method="GET"):
    lines = f"> {more}\n" if more else ""
    return CALL.format(more=lines, path=path, status=status, body=body, method=method)


def _no(path="jobs", body=REFUSED, **more):
    return _call(path=path, status="403 Forbidden", body=body, **more)


def _first(attempt, *parts, entry=None):
    made = attempt("\n---\n".join(parts))
    found = diagnose(made) if entry is None else judge_one(Trace(made), entry)
    return next(iter(found.findings), None)


@pytest.mark.parametrize("header", ["X-CSRF-HOST-HEADER: true", "X-Requested-By: x", "kbn-xsrf: 1"])
def test_the_call_was_given_with_it(attempt, header):
    first = _first(attempt, _call(path="info"), _no(), _call(header))
    assert first.slug == SLUG
    (change,) = next(one for one in first.fixes if one.id == "add-header").changes
    assert f"{change.field.name}: {change.after}" == header


def test_another_call_that_got_the_same_refusal_was_given_with_it(attempt):
    parts = (_no(), _no("files"), _call("X-CSRF-HOST-HEADER: true"))
    assert _first(attempt, *parts, entry=1).slug == SLUG


def test_a_value_made_for_a_session_is_a_token(attempt):
    token = "X-CSRF-Token: e2eeaefada8a4656a96c948159720585"
    assert _first(attempt, _no(), _call(token)).slug == "csrf-token-missing"


@pytest.mark.parametrize(
    "parts",
    [
        (_no(), _call("X-Trace: 1")),
        (_no(body='{"error": "Your account is locked"}'), _call("X-Requested-By: x")),
        (_call("X-Requested-By: x", status="403 Forbidden", body=REFUSED), _call("X-Requested-By: y")),
        (_no(body='{"error": "No role"}'), _no("files"), _call("X-Requested-By: x", path="files")),
    ],
)  # fmt: skip
def test_what_shows_no_lack_of_it(attempt, parts):
    found = _first(attempt, *parts, entry=0)
    assert found is None or found.slug != SLUG


def test_a_bare_refusal_elsewhere_may_be_of_a_right(attempt):
    bare = '{"error": "Forbidden"}'
    parts = (_no(body=bare), _no("files", bare), _call("X-Requested-By: x"))
    found = _first(attempt, *parts, entry=1)
    assert found.certainty.value != "certain"


# ---------------- The words miss a header that no form can send, and no token
APOLLO = (
    "This operation has been blocked as a potential Cross-Site Request Forgery (CSRF). Specify a "
    "'content-type' header (with a type that is not one of text/plain) or provide a non-empty "
    "value for one of the following headers: x-apollo-operation-name, apollo-require-preflight"
)


def _says(words, more=""):
    return _call(more, status="403 Forbidden", body=f'{{"errors": [{{"message": "{words}"}}]}}')


@pytest.mark.parametrize(
    ("words", "header"),
    [
        (APOLLO, "x-apollo-operation-name: true"),
        ("CSRF check: the X-Requested-With header is missing", "X-Requested-With: XMLHttpRequest"),
    ],
)
def test_a_header_that_the_words_name(attempt, words, header):
    first = _first(attempt, _says(words))
    assert first.slug == SLUG
    (change,) = next(one for one in first.fixes if one.id == "add-header").changes
    assert f"{change.field.name}: {change.after}" == header


def test_a_header_that_the_words_do_not_name(attempt):
    first = _first(attempt, _says("Required CSRF header(s) not present"))
    assert first.slug == SLUG
    assert "add-header" not in [one.id for one in first.fixes]


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("CSRF token missing in header X-CSRF-Token", ""),
        ("CSRF check: the X-Requested-With header is missing", "X-Requested-With: fetch"),
        ("CSRF verification failed", ""),
    ],
)
def test_words_of_no_such_header(attempt, words, more):
    assert _first(attempt, _says(words, more)).slug != SLUG


POTENTIAL = (
    '{"errors": [{"message": "This operation has been blocked as a potential Cross-Site '
    'Request Forgery (CSRF)."}]}'
)


def test_what_a_form_could_send_is_sent_as_json(attempt):
    refused = _call(status="400 Bad Request", body=POTENTIAL, path="graphql?query={a}")
    first = _first(attempt, refused)
    assert first.slug == SLUG
    (change,) = next(one for one in first.fixes if one.id == "add-header").changes
    assert (change.field.name, change.after) == ("Content-Type", "application/json")


def test_a_form_itself_lacks_a_token(attempt):
    form = "Content-Type: application/x-www-form-urlencoded"
    refused = _call(form, "graphql", status="400 Bad Request", body=POTENTIAL, method="POST")
    assert _first(attempt, refused).slug == "csrf-token-missing"


# ---------------- Each call that a session was given had it, this one has not
SESSION = """> {method} https://host.test/{path}
> Cookie: session=8c1f5e0a7db24c39
{more}< {status}
< Content-Type: application/json
<< {body}"""


def _of_session(path, *, status="200 OK", body="[]", method="POST", more=MARK):
    return SESSION.format(path=path, status=status, body=body, method=method, more=more)


def _without(words="Invalid credentials", status="403 Forbidden"):
    said = f'{{"message": "{words}"}}'
    return _of_session("boxes", status=status, body=said, more="")


@pytest.mark.parametrize("mark", [MARK, "> X-Requested-With: XMLHttpRequest\n"])
def test_a_call_of_a_session_lacks_what_all_others_of_it_had(attempt, mark):
    given = (_of_session("jobs", more=mark), _of_session("bags", more=mark, method="GET"))
    first = _first(attempt, *given, _without())
    assert (first.slug, first.cause.value) == (SLUG, "csrf-failure")
    (change,) = next(one for one in first.fixes if one.id == "add-header").changes
    assert change.field.name in mark
    name = change.field.name
    facts = [one.statement for one in first.evidence]
    assert f"Entry 2 sent {name}, and was let in" in facts


@pytest.mark.parametrize(
    "parts",
    [
        (_without(),),
        (_of_session("jobs", more=""), _of_session("bags"), _without()),  # one was given without
        (_of_session("jobs"), _without("You do not have permission to open boxes")),
        (_of_session("jobs"), _without("Your session has expired", "401 Unauthorized")),
        (_of_session("jobs"), _without("Your account is locked")),
        (_of_session("jobs", status="403 Forbidden"), _without()),
    ],
)
def test_what_shows_no_such_lack(attempt, parts):
    found = _first(attempt, *parts, entry=len(parts) - 1)
    assert found is None or found.slug != SLUG
