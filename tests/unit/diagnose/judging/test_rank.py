"""Weights become an order and words that mean something."""

import pytest

from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.judging.rank import best_evidence, explained, rank, word
from inspector.model.annotation import Place
from inspector.model.finding import Cause, Certainty, Evidence

TIED = (Evidence(statement="x", place=Place()),)


def suspect(cause, weight, slug="s", evidence=TIED, **more):
    return Suspicion(cause=cause, slug=slug, weight=weight, evidence=evidence, **more)


def ranked(*suspicions, stripped=False):
    return rank(suspicions, may_be_stripped=stripped)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0.96, Certainty.CERTAIN), (0.8, Certainty.VERY_LIKELY), (0.5, Certainty.POSSIBLE),
     (0.1, Certainty.UNLIKELY)],
)  # fmt: skip
def test_words(score, expected):
    assert word(score) is expected


def test_alone_it_keeps_its_weight():
    (only,) = ranked(suspect(Cause.CSRF_FAILURE, 0.96))
    assert only.score == pytest.approx(0.96)
    assert only.certainty is Certainty.CERTAIN


def test_a_bare_refusal_is_held_back_by_what_the_request_shows():
    refused = suspect(Cause.INVALID_CREDENTIALS, 0.8, "key-refused")
    told = suspect(Cause.INVALID_CREDENTIALS, 0.8, "key-expired")
    shown = suspect(Cause.WRONG_ENDPOINT, 0.9, "wrong-region", explains=True)
    weights = [one.weight for one in explained([refused, told, shown])]
    assert weights == pytest.approx([0.48, 0.8, 0.9])
    assert explained([refused, told]) == (refused, told)


def test_rivals_share():
    first, second = ranked(
        suspect(Cause.CSRF_FAILURE, 0.9), suspect(Cause.INSUFFICIENT_PERMISSIONS, 0.9)
    )
    assert first.score == second.score == pytest.approx(0.5)
    assert first.certainty is Certainty.POSSIBLE


def test_findings_of_one_family_do_not_weaken_each_other():
    first, second = ranked(
        suspect(Cause.CSRF_FAILURE, 0.9, "a"), suspect(Cause.CSRF_FAILURE, 0.8, "b")
    )
    assert first.score == pytest.approx(0.9)
    assert second.score < 0.3


def test_without_bytes_it_is_possible_at_most():
    (only,) = ranked(suspect(Cause.CSRF_FAILURE, 0.97, evidence=(Evidence(statement="x"),)))
    assert only.certainty is Certainty.POSSIBLE


def test_an_absence_in_a_stripped_file_is_possible_at_most():
    (only,) = ranked(suspect(Cause.MISSING_CREDENTIALS, 0.97, absent=True), stripped=True)
    assert only.certainty is Certainty.POSSIBLE
    (sure,) = ranked(suspect(Cause.MISSING_CREDENTIALS, 0.97, absent=True))
    assert sure.certainty is Certainty.CERTAIN


def test_the_same_finding_is_merged():
    other = (Evidence(statement="y", place=Place(entry=1)),)
    (only,) = ranked(
        suspect(Cause.CSRF_FAILURE, 0.8), suspect(Cause.CSRF_FAILURE, 0.6, evidence=other)
    )
    assert len(only.suspicion.evidence) == 2
    assert only.score > 0.8


def test_at_most_four_pieces_tied_ones_first():
    loose = tuple(Evidence(statement=f"loose {n}") for n in range(4))
    tied = tuple(Evidence(statement=f"tied {n}", place=Place(entry=n)) for n in range(3))
    kept = best_evidence(loose + tied)
    assert len(kept) == 4
    assert [proof.place is not None for proof in kept] == [True, True, True, False]


def test_nothing_gives_nothing():
    assert ranked() == ()
