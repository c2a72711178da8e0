"""The text for whoever must act has what they need, and no secret."""

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.suspicion import Suspicion, fact
from inspector.diagnose.fixes.actions import message, request_ids
from inspector.model.finding import Cause

TEXT = """
> GET https://a.test/orders?token=hunter2-hunter2
> Authorization: Bearer hunter2-hunter2
< 403 Forbidden
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< X-Request-Id: r-1
"""


def test_message(attempt):
    case = Trace(attempt(TEXT)).case(0)
    suspicion = Suspicion(
        cause=Cause.INSUFFICIENT_PERMISSIONS,
        slug="forbidden",
        weight=0.6,
        evidence=(fact("It said hunter2-hunter2.", None),),
    )
    text = message(case, suspicion, "Please look.")
    assert text.startswith("Please look.")
    assert "GET https://a.test/orders\n" in text
    assert "2023-11-15 00:13:20" in text
    assert "X-Request-Id: r-1" in text
    assert "hunter2" not in text


def test_request_ids(attempt):
    assert request_ids(Trace(attempt(TEXT)).case(0)) == [("X-Request-Id", "r-1")]
    recorded = TEXT.replace("r-1", "r-ü")
    assert request_ids(Trace(attempt(recorded)).case(0)) == [("X-Request-Id", "r-ü")]
