"""Words that surely speak of access make an error of its own status a refusal, whatever they say."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.model.finding import Certainty

WORDS = "Faulty API login"
SENT = "Authorization: Bearer AbCdEf0123456789xyz"


def _sent(attempt, status, body):
    kind = "Content-Type: application/json"
    return attempt(f"> GET https://a.test/x\n> {SENT}\n< {status} x\n< {kind}\n<< {body}")


def _said(attempt, status, body):
    return diagnose(_sent(attempt, status, body)).findings


@pytest.mark.parametrize("status", [200, 400, 500])
def test_an_error_of_unknown_words_about_access_is_explained(attempt, status):
    sent = _sent(attempt, status, f'{{"code": 4001, "message": "{WORDS}"}}')
    assert not Trace(sent).case(0).heard.meanings
    found = diagnose(sent).findings
    assert found[0].certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("status", "words"), [(405, WORDS), (400, "The parcel must weigh 9 kilograms at most")]
)
def test_what_else_failed_is_not(attempt, status, words):
    assert _said(attempt, status, f'{{"code": 4001, "message": "{words}"}}') == ()


def test_a_success_that_is_none_for_nobody_is_not(attempt):
    assert _said(attempt, 200, f'{{"data": {{"note": "{WORDS}"}}}}') == ()


# ---------------- Headers that go with every reply
EACH = """> {method} https://api.test/repos/a/b/{path}
> Authorization: Bearer AbCdEf0123456789xyz
< {status}
< Content-Type: application/json
< {header}
<< {body}"""
TAKEN = '{"message": "Validation Failed", "errors": [{"code": "custom", "message": "%s"}]}'
TAKEN %= "A pull request already exists for dunlin-labs:oar."


@pytest.mark.parametrize(
    "header", ["X-Accepted-GitHub-Permissions: pull_requests=write", f"X-Auth-Info: {WORDS}"]
)
def test_what_stands_beside_every_reply_is_no_reason(attempt, header):
    calls = (
        ("GET", "pulls", "200 OK", "[]"),
        ("POST", "pulls", "422 Unprocessable Entity", TAKEN),
        ("GET", "branches", "200 OK", "[]"),
    )
    parts = (
        EACH.format(method=m, path=path, status=status, header=header, body=body)
        for m, path, status, body in calls
    )
    assert diagnose(attempt("\n---\n".join(parts))).findings == ()


def test_what_stands_beside_the_refusal_alone_is_one(attempt):
    status, header = "422 Unprocessable Entity", f"X-Auth-Info: {WORDS}"
    refused = EACH.format(method="POST", path="pulls", status=status, header=header, body=TAKEN)
    assert diagnose(attempt(refused)).findings
