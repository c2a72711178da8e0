"""Credentials spoilt in themselves count unless the reply clearly speaks of something else."""

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.placement import fault, in_headers, spoilable
from inspector.model.finding import Cause

SENT = "> GET https://a.test/\n> Authorization: Bearer Bearer abc\n> X-Api-Key: k\n"


def case(attempt, reply):
    return Trace(attempt(SENT + reply)).case(0)


def test_refused_credentials_are_looked_at(attempt):
    refused = case(attempt, "< 401 No")
    assert [one.name for one in spoilable(refused)] == ["Authorization", "X-Api-Key"]
    assert [one.name for one in in_headers(refused)] == ["Authorization"]


def test_not_where_another_reason_is_told(attempt):
    assert not list(spoilable(case(attempt, '< 401 No\n<< {"message":"Account is locked"}')))
    assert not list(spoilable(case(attempt, "< 200 OK")))


def test_a_fault_tells_where(attempt):
    sent = case(attempt, "< 401 No").sent.authorization
    made = fault("scheme-word-twice", 0.9, "Twice.", sent)
    assert made.cause is Cause.INVALID_CREDENTIALS
    assert made.evidence[0].place == sent.place
    assert made.values["name"] == "Authorization"
