"""Every family without a finding gets a reason."""

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.judging.ruled_out import ruled_out
from inspector.model.finding import Cause


def test_all_of_them(attempt):
    case = Trace(attempt("> GET https://a.test/\n< 401 Unauthorized")).case(0)
    out = ruled_out(case, [Cause.MISSING_CREDENTIALS])
    assert len(out) == 11
    reasons = {one.cause: one.reason for one in out}
    assert reasons[Cause.CSRF_FAILURE] == "GET only reads and needs no CSRF token."
