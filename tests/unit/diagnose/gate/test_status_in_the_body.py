"""A reply may name another status than its line does: what it names is what it means."""

import json

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://api.a.test/v1/rows
> X-Api-Key: 8f14e45fceea167a5a36dedd4bea2543
< {status}
< Content-Type: application/json
{more}<< {body}
"""


def slugs(attempt, status, body, more=""):
    found = diagnose(attempt(CALL.format(status=status, body=body, more=more)))
    return [one.slug for one in found.findings]


@pytest.mark.parametrize(
    ("status", "body", "more", "slug", "named"),
    [
        ("400 Bad Request", '{"forbidden": {"code": 403, "message": "Rule 7 says no"}}', "", "forbidden", "403"),
        ("500 Internal Server Error", '{"statusCode": "401", "info": "see 401"}', "", "key-refused", "401"),
        ("422 Unprocessable Content", '{"errors": [{"status": 403, "id": "x1"}]}', "", "key-refused", "403"),
        ("400 Bad Request", "{}", "< Status: 401 Unauthorized\n", "key-refused", "401 Unauthorized"),
    ],
)  # fmt: skip
def test_a_refusal_that_only_the_body_names_is_explained(attempt, status, body, more, slug, named):
    made = attempt(CALL.format(status=status, body=body, more=more))
    found = diagnose(made).findings[0]
    assert found.slug == slug
    told = f"The reply is {status}, and it names {named[:3]} itself"
    (place,) = (one.place for one in found.evidence if one.statement == told)
    reply = made.exchanges[0].reply
    text = reply.body.decode() if place.part == "body" else reply.headers[place.index].value
    assert text[place.start : place.end] == named


@pytest.mark.parametrize(
    "words",
    [
        "You need to be an editor for this",
        "Only editors can change rows",
        "This row is for members of the barn",
        "Ask an administrator for access to rows",
    ],
)
def test_the_same_words_mean_the_same_under_the_status_that_the_body_names(attempt, words):
    body = json.dumps({"error": {"code": 403, "message": words}})
    assert slugs(attempt, "400 Bad Request", body)[0] == slugs(attempt, "403 Forbidden", body)[0]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("400 Bad Request", '{"code": 400, "message": "Rule 7 says no"}'),
        ("400 Bad Request", '{"code": 4031, "message": "Rule 7 says no"}'),
        ("400 Bad Request", '{"rows": 403, "message": "Rule 7 says no"}'),
        ("404 Not Found", '{"status": 404, "message": "No row 403"}'),
    ],
)
def test_another_number_names_no_refusal(attempt, status, body):
    assert slugs(attempt, status, body) == []


def test_what_wants_a_login_at_403_is_no_missing_right(attempt):
    wants = slugs(attempt, "403 Forbidden", '{"error": "authentication_required"}')
    assert wants[0] == slugs(attempt, "401 Unauthorized", '{"error": "authentication_required"}')[0]
    assert slugs(attempt, "403 Forbidden", '{"error": "forbidden"}')[0] == "forbidden"


WITH_A_TOKEN = """> GET https://api.a.test/v1/rows
> Authorization: Bearer undefined
< {status}
< Content-Type: application/json
<< {{"message": "could not read it"}}
"""


@pytest.mark.parametrize("status", ["400 Bad Request", "422 Unprocessable Content"])
def test_what_the_request_shows_is_told_at_any_error(attempt, status):
    found = diagnose(attempt(WITH_A_TOKEN.format(status=status))).findings
    assert found[0].slug == "placeholder-credential"
    assert found[0].certainty.value == "very-likely"


def test_an_error_at_the_beginning_of_a_long_recording_is_looked_at(attempt):
    bad = WITH_A_TOKEN.format(status="422 Unprocessable Content")
    good = "> GET https://api.a.test/v1/hay/{}\n< 200 OK"
    found = diagnose(attempt("\n---\n".join([bad, *map(good.format, range(205))]))).findings
    assert found[0].slug == "placeholder-credential"


def test_another_error_is_no_fault_of_a_token_that_counts_elsewhere(attempt):
    good = WITH_A_TOKEN.replace("undefined", "8f14e45fceea167a5a36dedd4bea2543")
    assert diagnose(attempt(good.format(status="422 Unprocessable Content"))).findings == ()
