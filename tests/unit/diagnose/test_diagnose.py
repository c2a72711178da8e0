"""The way in: an attempt goes in, a verdict comes out."""

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt


def test_an_empty_attempt():
    verdict = diagnose(Attempt())
    assert verdict.entry is None
    assert verdict.entries == ()


def test_a_refusal(attempt):
    verdict = diagnose(attempt("> GET https://a.test/\n< 401 No\n< WWW-Authenticate: Basic"))
    assert verdict.findings[0].slug == "no-credentials-sent"
    assert verdict.findings[0].title == "No credentials were sent to a.test"
