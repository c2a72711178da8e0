"""The experiment named is one that tells the leaders apart, and never a risk to an account."""

import msgspec
import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.judging.rank import Ranked, word
from inspector.diagnose.verdict.next_experiment import next_experiment
from inspector.model.finding import Cause
from inspector.model.request import Request

TEXT = "> {method} https://a.test/\n> {header}\n< 401 No\n< WWW-Authenticate: Digest realm=r"


def chosen(attempt, cause, header="Authorization: Bearer abc", tried=(), **more):
    score, method = more.get("score", 0.6), more.get("method", "GET")
    case = Trace(attempt(TEXT.format(header=header, method=method))).case(0)
    one = Ranked(
        suspicion=Suspicion(cause=cause, slug="s", weight=score),
        score=score,
        certainty=word(score),
    )
    found = next_experiment(case, (one,), tried)
    return found.id if found else None


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (Cause.SCHEME_MISMATCH, "other-scheme"),
        (Cause.REVOKED_TOKEN, "fresh-token"),
        (Cause.WRONG_ENDPOINT, "final-address"),
        (Cause.NETWORK_BLOCKED, "direct-without-proxy"),
        (Cause.INVALID_CREDENTIALS, "garbage-credentials"),
        (Cause.ACCOUNT_LOCKED, None),
    ],
)
def test_by_cause(attempt, cause, expected):
    assert chosen(attempt, cause) == expected


def test_a_password_is_never_guessed(attempt):
    found = chosen(attempt, Cause.INVALID_CREDENTIALS, "Authorization: Basic YTpi")
    assert found == "without-credentials"


def test_csrf(attempt):
    assert chosen(attempt, Cause.CSRF_FAILURE, "Cookie: sid=a", method="POST") == "with-csrf-token"


def test_what_is_certain_needs_none(attempt):
    assert chosen(attempt, Cause.INVALID_CREDENTIALS, score=0.97) is None


def test_what_was_tried_is_not_named_again(attempt):
    basic = "Authorization: Basic YTpi"
    tried = ["without-credentials"]
    assert chosen(attempt, Cause.INVALID_CREDENTIALS, basic, tried) == "garbage-credentials"
    tried.append("garbage-credentials")
    assert chosen(attempt, Cause.INVALID_CREDENTIALS, basic, tried) is None


def test_one_that_cannot_be_run_is_not_named_for_a_request_at_hand(attempt):
    sent = attempt("> GET https://a.test/orders\n> Authorization: Bearer abc\n< 401 No")
    at_hand = msgspec.structs.replace(sent, request=Request(url="https://a.test/orders"))
    one = Ranked(
        suspicion=Suspicion(cause=Cause.WRONG_ENDPOINT, slug="s", weight=0.6),
        score=0.6,
        certainty=word(0.6),
    )
    assert next_experiment(Trace(sent).case(0), (one,)).id == "final-address"
    assert next_experiment(Trace(at_hand).case(0), (one,)).id == "trailing-slash"
