"""Words that no rule reads still give an answer, and never a sure one."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.judging.rules import by_words_alone
from inspector.model.finding import Cause, Certainty


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("Your account has been suspended", Cause.ACCOUNT_LOCKED),
        ("JWT expired", Cause.INVALID_CREDENTIALS),
        ("Please log in first", Cause.MISSING_CREDENTIALS),
        ("CSRF verification failed", Cause.CSRF_FAILURE),
        ("Token audience mismatch", Cause.CONFIGURATION),
    ],
)
def test_by_words_alone(attempt, words, cause):
    case = Trace(attempt(f'> GET https://a.test/\n< 500 No\n<< {{"message": "{words}"}}')).case(0)
    found = max(by_words_alone(case), key=lambda one: one.weight)
    assert found.cause is cause
    assert found.weight < 0.7


def test_nothing_is_made_of_other_words(attempt):
    case = Trace(attempt('> GET https://a.test/\n< 500 No\n<< {"message": "Disk full"}')).case(0)
    assert not list(by_words_alone(case))


def test_a_failure_that_no_rule_explains_is_possible_at_most(attempt):
    text = '> GET https://a.test/x\n< 500 No\n<< {"message": "user account is locked"}'
    for finding in diagnose(attempt(text)).findings:
        assert finding.certainty in {Certainty.POSSIBLE, Certainty.UNLIKELY}


@pytest.mark.parametrize(
    ("sent", "cause"),
    [("", Cause.MISSING_CREDENTIALS), ("> X-Api-Key: 0123456789\n", Cause.INVALID_CREDENTIALS)],
)
def test_what_nobody_sent_is_not_badly_written(attempt, sent, cause):
    text = f'> GET https://a.test/\n{sent}< 500 No\n<< {{"message": "Malformed token"}}'
    found = max(by_words_alone(Trace(attempt(text)).case(0)), key=lambda one: one.weight)
    assert found.cause is cause
