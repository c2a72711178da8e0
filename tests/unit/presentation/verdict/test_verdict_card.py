"""What a verdict's report says: one cause, two that fit, or none that can be told."""

import msgspec
import pytest

from inspector.export.verdict_report import verdict_report
from inspector.model.annotation import Place
from inspector.model.finding import Certainty, Evidence, Verdict
from inspector.presentation.terminal.verdict_text import verdict_text
from inspector.presentation.verdict.verdict_card import announcement, listed
from tests.gui import answer_samples as samples

BARE = Evidence(statement="The reply is 401", place=Place(entry=0, side="reply", part="line"))
TOLD = Evidence(statement="Server said: no", place=Place(entry=0, side="reply", part="body"))


def _possible(*evidence):
    found = samples.finding(certainty=Certainty.POSSIBLE, score=0.4, evidence=evidence or (BARE,))
    return Verdict(entry=0, findings=(found, *samples.OTHERS))


def test_a_certain_cause_is_a_sentence_and_the_others_follow():
    report = verdict_report(samples.expired().verdict)
    assert report.is_told
    assert report.headline == "Your access token expired 27 minutes ago"
    assert [cause.rank for cause in listed(report)] == [2, 3, 4]


def test_two_causes_that_fit_equally_are_both_named_with_the_question():
    report = verdict_report(samples.untold().verdict)
    assert not report.is_told
    assert report.headline == "Two causes fit: revoked token, or configuration"
    assert [cause.rank for cause in listed(report)] == [1, 2]
    assert report.question.text == "Is the reply the same without a token?"


def test_one_cause_that_is_only_possible_tells_nothing():
    report = verdict_report(_possible())
    assert report.headline == "This reply doesn’t say why"
    assert report.main.title in report.lead


def test_a_possible_cause_that_the_reply_speaks_for_is_the_sentence():
    verdict = _possible(BARE, TOLD)
    report = verdict_report(verdict)
    assert (report.headline, report.family) == (report.main.title, report.main.named)
    assert not report.is_told
    assert verdict_text(verdict).count(report.main.title) == 1
    assert report.main not in listed(report)


def test_an_unlikely_cause_gives_the_fact_against_it():
    proofs = (Evidence(statement="for it"), Evidence(statement="against it", against=True))
    unlikely = samples.finding(certainty=Certainty.UNLIKELY, evidence=proofs)
    likely = msgspec.structs.replace(unlikely, certainty=Certainty.POSSIBLE)
    bare = samples.finding(evidence=())
    report = verdict_report(Verdict(entry=0, findings=(bare, likely, unlikely)))
    reasons = [report.main.reason, *(cause.reason for cause in report.others)]
    assert reasons == [bare.explanation, "for it", "against it"]


@pytest.mark.parametrize("verdict", [samples.untold().verdict, _possible()])
def test_terminal_and_window_say_the_same_where_none_can_be_told(verdict):
    report = verdict_report(verdict)
    assert f"\n{report.headline}.\n" in verdict_text(verdict)
    assert announcement("401", verdict, 1) == f"401. {report.headline}."


def test_a_told_cause_is_said_once_in_the_terminal():
    text = verdict_text(samples.expired().verdict)
    assert text.count(samples.expired().verdict.findings[0].title) == 1


def test_a_reply_is_announced_with_certainty_sentence_and_proofs():
    verdict = samples.expired().verdict
    assert announcement("401 Unauthorized", verdict, 3) == (
        "401 Unauthorized. Certain: Your access token expired 27 minutes ago. 3 proofs."
    )
    assert announcement("200 OK", Verdict(), 0) == "200 OK"
    assert announcement("401", samples.untold().verdict, 1).startswith("401. Two causes fit")


def test_a_statement_stands_once_with_all_its_places():
    (first,) = verdict_report(samples.expired().verdict).main.proofs[:1]
    verdict = samples.expired().verdict
    told = verdict.findings[0]
    twice = msgspec.structs.replace(
        told, evidence=(TOLD, BARE, msgspec.structs.replace(TOLD, place=BARE.place))
    )
    report = verdict_report(msgspec.structs.replace(verdict, findings=(twice,)))
    assert [proof.statement for proof in report.main.proofs] == [TOLD.statement, BARE.statement]
    assert report.main.proofs[0].where == "reply 1, body; reply 1, first line"
    assert first.where
