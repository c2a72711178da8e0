"""The words of the findings: each has a plain title, known families, and fills in safely."""

import re

import pytest

from inspector.diagnose.facts.findings import of_family
from inspector.diagnose.judging import explain
from inspector.model.finding import Cause

ALWAYS = {"host", "method", "path", "status"}
ALL = [(cause, slug) for cause in Cause for slug in of_family(cause)]


@pytest.mark.parametrize(("cause", "slug"), ALL, ids=lambda one: getattr(one, "value", one))
def test_each_finding_has_a_plain_title_and_a_reason(cause, slug):
    words = explain.explanation(cause, slug)
    assert set(re.findall(r"\{(\w+)\}", words.title[-1])) <= ALWAYS
    assert words.why
    assert not any(text.endswith(".") for text in words.title)


def test_the_most_telling_title_whose_parts_are_known_is_used():
    words = explain.explanation(Cause.INVALID_CREDENTIALS, "token-expired")
    assert explain.title(words, {"ago": "27 minutes"}) == "Your access token expired 27 minutes ago"
    assert explain.title(words, {"ago": ""}) == "Your access token has expired"


def test_a_value_is_inserted_once():
    words = explain.explanation(Cause.INVALID_CREDENTIALS, "wrong-password")
    title = explain.title(words, {"user": "{host} {0}", "host": "h"})
    assert title == "The password for {host} {0} was refused"


def test_an_unknown_finding_has_a_plain_sentence():
    words = explain.explanation(Cause.CSRF_FAILURE, "never-heard-of")
    assert explain.title(words, {}) == "The CSRF check failed"


def test_removed_evidence_is_said():
    words = explain.explanation(Cause.MISSING_CREDENTIALS, "no-credentials-sent")
    text = explain.why(words, {"host": "h"}, may_be_stripped=True)
    assert "sensitive data" in text
    assert "sensitive data" not in explain.why(words, {"host": "h"}, may_be_stripped=False)


def test_the_reader_is_told_what_the_sender_can_do():
    words = explain.explanation(Cause.ACCOUNT_LOCKED, "account-disabled")
    said = explain.why(words, {}, may_be_stripped=False)
    assert "Ask the administrator." in said
    assert "Look up why" not in said
    assert [one.who for one in explain.todo(words, {}, "api-owner")] == ["api-owner", "client"]
    assert explain.avoid(words, {}).endswith("in a loop.")


def test_long_values_are_cut():
    words = explain.explanation(Cause.WRONG_ENDPOINT, "host-unknown")
    assert len(explain.title(words, {"host": "a" * 5_000})) < 400
