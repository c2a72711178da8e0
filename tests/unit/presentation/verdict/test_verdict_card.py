"""What the card says: one cause, two that fit, or none that can be told."""

import msgspec

from inspector.model.finding import Certainty, Evidence, Verdict
from inspector.presentation.verdict.verdict_card import announcement, reason, verdict_text
from tests.gui import answer_samples as samples


def test_a_certain_cause_is_a_sentence_and_the_others_follow():
    text = verdict_text(samples.expired().verdict)
    assert text.told
    assert text.title == "Your access token expired 27 minutes ago"
    assert [rank for rank, _ in text.others] == [2, 3, 4]
    assert text.edge == "err_fill"


def test_two_causes_that_fit_equally_are_both_named_with_the_question():
    text = verdict_text(samples.untold().verdict)
    assert not text.told
    assert text.title == "Two causes fit: revoked token, or configuration"
    assert [rank for rank, _ in text.others] == [1, 2]
    assert text.question == "Is the reply the same without a token?"


def test_one_cause_that_is_only_possible_tells_nothing():
    found = samples.finding(certainty=Certainty.POSSIBLE, score=0.4)
    text = verdict_text(Verdict(entry=0, findings=(found, *samples.OTHERS)))
    assert text.title == "This reply doesn’t say why"
    assert found.title in text.explanation


def test_an_unlikely_cause_gives_the_fact_against_it():
    proofs = (Evidence(statement="for it"), Evidence(statement="against it", against=True))
    unlikely = samples.finding(certainty=Certainty.UNLIKELY, evidence=proofs)
    assert reason(unlikely) == "against it"
    assert reason(msgspec.structs.replace(unlikely, certainty=Certainty.POSSIBLE)) == "for it"
    assert reason(samples.finding(evidence=())) == samples.finding().explanation


def test_a_reply_is_announced_with_certainty_sentence_and_proofs():
    verdict = samples.expired().verdict
    assert announcement("401 Unauthorized", verdict, 3) == (
        "401 Unauthorized. Certain: Your access token expired 27 minutes ago. 3 proofs."
    )
    assert announcement("200 OK", Verdict(), 0) == "200 OK"
    assert announcement("401", samples.untold().verdict, 1).startswith("401. Two causes fit")
