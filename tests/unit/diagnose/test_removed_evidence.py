"""Files with credentials removed: nothing is concluded from their absence, and it is said."""

import json

import pytest

from inspector import intake
from inspector.diagnose import diagnose
from inspector.model.finding import Certainty


def har(request_headers, status, body, *, creator="WebInspector", reply_headers=()):
    def listed(pairs):
        return [{"name": name, "value": value} for name, value in pairs]

    entry = {
        "startedDateTime": "2023-11-15T00:13:20.000Z",
        "time": 10,
        "request": {
            "method": "GET",
            "url": "https://api.test/x",
            "httpVersion": "HTTP/1.1",
            "headers": listed(request_headers),
            "queryString": [],
            "cookies": [],
            "headersSize": -1,
            "bodySize": 0,
        },
        "response": {
            "status": status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "headers": listed([("Content-Type", "application/json"), *reply_headers]),
            "cookies": [],
            "content": {"size": len(body), "mimeType": "application/json", "text": body},
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 0, "wait": 10, "receive": 0},
    }
    log = {"version": "1.2", "creator": {"name": creator, "version": "1"}, "entries": [entry]}
    return intake.read(json.dumps({"log": log}).encode(), "x.har").attempt


@pytest.mark.parametrize(
    "body", ["", '{"message":"Unauthorized"}', '{"detail":"Authentication credentials missing"}']
)
def test_nothing_sent_in_a_browser_export_is_possible_at_most(body):
    finding = diagnose(har([("Accept", "*/*")], 401, body)).findings[0]
    assert finding.slug == "no-credentials-sent"
    assert finding.certainty is Certainty.POSSIBLE
    assert "sensitive data" in finding.explanation


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ('{"message":"Token has expired"}', "invalid-credentials"),
        ('{"message":"token_revoked"}', "revoked-token"),
        ('{"message":"Account is locked"}', "account-locked"),
        ('{"message":"Missing permission orders.read"}', "insufficient-permissions"),
        ('{"message":"Invalid audience"}', "configuration"),
        ('{"message":"API key is invalid"}', "invalid-credentials"),
    ],
)
def test_what_the_server_says_still_counts(body, cause):
    finding = diagnose(har([("Accept", "*/*")], 401, body)).findings[0]
    assert finding.cause.value == cause


@pytest.mark.parametrize(
    "value", ["Bearer [REDACTED]", "Bearer ***", "Basic ******", "[REDACTED]", "Bearer eyJhbGci..."]
)
def test_a_blanked_value_is_no_fault_of_the_sender(value):
    verdict = diagnose(har([("Authorization", value)], 401, "", creator="tool"))
    faults = {
        "placeholder-credential", "basic-not-base64", "basic-without-colon", "token-cut",
        "scheme-word-missing", "quotes-in-credential", "no-credentials-sent",
    }  # fmt: skip
    loud = [f for f in verdict.findings if f.slug in faults and f.certainty != "unlikely"]
    assert loud == []


def test_a_full_file_is_trusted():
    verdict = diagnose(har([("Accept", "*/*")], 401, "", creator="curl"))
    assert verdict.findings[0].certainty is Certainty.CERTAIN
    assert "sensitive data" not in verdict.findings[0].explanation


def test_a_reply_without_its_request_proves_no_absence():
    raw = b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n'
    verdict = diagnose(intake.read(raw, "reply.txt").attempt)
    finding = verdict.findings[0]
    assert finding.slug == "no-credentials-sent"
    assert finding.certainty is Certainty.POSSIBLE
    assert finding.title == "No credentials were sent to the server"
    assert "what was sent can't be told" in finding.explanation
    assert finding.evidence[0].statement == "The request is not part of the record"
    assert not any("  " in one.reason for one in verdict.ruled_out)


@pytest.mark.parametrize("value", ["Bearer [REDACTED]", "***", "Basic ••••••••••••"])
def test_a_blanked_credential_is_told_with_the_way_to_a_full_copy(value):
    finding = diagnose(har([("Authorization", value)], 401, "", creator="x")).findings[0]
    assert finding.slug != "no-credentials-sent"
    assert "sensitive data" in finding.explanation
