"""The way in: an attempt goes in, a verdict comes out."""

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge_one
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict


def test_an_empty_attempt():
    verdict = diagnose(Attempt())
    assert verdict.entry is None
    assert verdict.entries == ()


def test_one_exchange_among_others(attempt):
    made = attempt(
        "> GET https://a.test/\n< 401 No\n< WWW-Authenticate: Basic\n---\n"
        "> GET https://a.test/b\n< 200 OK"
    )
    assert judge_one(Trace(made), 0).findings[0].slug == "no-credentials-sent"
    assert judge_one(Trace(made), 1) == Verdict(entry=1)
    assert [bool(each.title) for each in diagnose(made).entries] == [True, False]


def test_a_refusal(attempt):
    verdict = diagnose(attempt("> GET https://a.test/\n< 401 No\n< WWW-Authenticate: Basic"))
    assert verdict.findings[0].slug == "no-credentials-sent"
    assert verdict.findings[0].title == "No credentials were sent to a.test"
