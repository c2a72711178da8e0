"""An error that answers what was just sent and speaks of a connection behind the host that failed."""

import json

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of, sent_from_here

TOKEN = "> Authorization: Bearer k-8f2c41d09a7be35560\n"
BROKE = "> GET https://api.test/orders\n{token}< {status}\n< Content-Type: {kind}\n<< {body}"
JSON, PAGE = "application/json", "text/html"
REFUSED = '{"code": "ECONNREFUSED", "message": "connect ECONNREFUSED 127.0.0.1:23791"}'
DATABASE = "<html><h1>Error establishing a database connection</h1></html>"


def slugs(body, kind=JSON, status="500 Internal Server Error", token=TOKEN):
    text = BROKE.format(token=token, status=status, kind=kind, body=body)
    return [one.slug for one in diagnose(sent_from_here(attempt_of(text))).findings]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (REFUSED, JSON),
        (DATABASE, PAGE),
        ('{"error": "Unable to connect to the store"}', JSON),
    ],
)
@pytest.mark.parametrize("token", [TOKEN, ""])
def test_what_was_not_reached_is_told_with_and_without_a_credential(body, kind, token):
    assert slugs(body, kind, token=token)[:1] == ["nothing-behind-reached"]


@pytest.mark.parametrize(
    "told",
    [
        "couldn't list files: Unauthorized: 401 Unauthorized",
        "the store returned 403 for bucket invoices",
        "Request failed with status code 401",
    ],
)
@pytest.mark.parametrize("token", [TOKEN, ""])
def test_who_was_refused_by_what_it_asked_says_so_and_nobody_who_called_is_blamed(told, token):
    body = json.dumps({"error": told})
    assert slugs(body, token=token)[:1] == ["own-login-refused"]
    assert "own-login-refused" not in slugs(body, status="401 Unauthorized", token=token)


@pytest.mark.parametrize("told", ["401 Unauthorized", "the list of 403 orders is empty now"])
def test_a_status_alone_and_a_number_are_no_refusal_behind_it(told):
    assert "own-login-refused" not in slugs(json.dumps({"error": told}))


def test_the_error_of_a_query_within_a_success_tells_what_was_not_reached():
    failed = '{"errors": [{"message": "connect ECONNREFUSED 10.0.4.9:6379"}], "data": null}'
    assert slugs(failed, status="200 OK")[:1] == ["nothing-behind-reached"]
    unnamed = failed.replace("connect ECONNREFUSED 10.0.4.9:6379", "getaddrinfo ENOTFOUND cache")
    assert slugs(unnamed, status="200 OK")[:1] == ["nothing-behind-reached"]


@pytest.mark.parametrize(
    "body",
    [
        '{"errors": [{"message": "division by zero"}], "data": null}',
        '{"jobs": [{"id": 7, "log": "connect ECONNREFUSED 10.0.4.9:6379"}]}',
        '{"data": {"log": "connect ECONNREFUSED 10.0.4.9:6379"}}',
    ],
)
def test_a_success_that_only_holds_such_words_is_left_alone(body):
    assert slugs(body, status="200 OK") == []


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ('{"error": "could not reach the JWKS endpoint: connect ECONNREFUSED"}', "login-service"),
        ('{"error": "division by zero in price list"}', ""),
        ('{"error": "your device is unable to connect"}', ""),
    ],
)
def test_a_login_service_is_named_and_other_errors_are_left_alone(body, first):
    found = slugs(body)
    assert found[:1] == ([] if not first else ["login-service-down"])


def test_a_recording_is_left_alone():
    text = BROKE.format(token="", status="500 Oh", kind=JSON, body=REFUSED)
    assert diagnose(attempt_of(text)).findings == ()
    assert slugs(REFUSED, status="404 Not Found", token="") == []
