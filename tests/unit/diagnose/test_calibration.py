"""Certainty words keep their promise over every labelled input; no finding rests on one input."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.findings import of_family
from inspector.model.finding import Cause, Certainty
from tests.fixtures.short_texts import attempt_of
from tests.unit.diagnose.causes.test_conformance_causes import RECORDED, SENT, recorded
from tests.unit.diagnose.conftest import scenarios, verdict_of
from tests.unit.diagnose.corpus import CASES, WHOLE_CORPUS, concluded
from tests.unit.diagnose.rare_findings import RARE

HERE = Path(__file__).parent
TESTS = HERE.parent.parent
pytestmark = WHOLE_CORPUS


def from_cases():
    for file in (CASES / "labels.json", *sorted((CASES / "real").glob("labels-*.json"))):
        for label in json.loads(file.read_text("utf-8")):
            path = file.parent / label["file"]
            fits = {label["cause"], *label["also_acceptable"]}
            yield label["file"], fits, concluded(path)


def from_texts():
    for one in RECORDED:
        yield one["name"], set(one["want"]), recorded(one)
    for number, line in enumerate(
        (HERE / "causes" / "replies.txt").read_text("utf-8").splitlines()
    ):
        status, sent, body, fits = line.split("|")
        method = "POST" if sent == "J" else "GET"
        query = "?access_token=abcdef012345" if sent == "Q" else ""
        kind = "text/xml" if body.startswith("<") else "application/json"
        text = (
            f"> {method} https://api.acme.test/v1/x{query}\n{SENT[sent]}\n"
            f"< {status} x\n< Content-Type: {kind}\n<< {body}"
        )
        yield f"reply {number}", set(fits.split(",")), attempt_of(text)


@cache
def verdicts():
    told = ((name, fits, diagnose(attempt)) for name, fits, attempt in from_texts())
    written = ((name, {cause, *also}, verdict_of(one)) for name, cause, also, one in scenarios())
    return [*from_cases(), *written, *told]


@pytest.mark.parametrize(
    ("certainty", "most"), [(Certainty.CERTAIN, 0.02), (Certainty.VERY_LIKELY, 0.1)]
)
def test_a_word_is_wrong_no_more_often_than_it_says(certainty, most):
    said = [
        (name, fits, verdict.findings[0])
        for name, fits, verdict in verdicts()
        if verdict.findings and verdict.findings[0].certainty is certainty
    ]
    wrong = [(name, one.slug) for name, fits, one in said if one.cause.value not in fits]
    assert len(said) > 150
    assert len(wrong) <= most * len(said), wrong


def test_what_is_beyond_possible_points_to_bytes_or_an_experiment():
    for name, _, verdict in verdicts():
        for finding in verdict.findings:
            if finding.certainty in {Certainty.CERTAIN, Certainty.VERY_LIKELY}:
                proofs = finding.evidence
                assert any(proof.place or proof.experiment for proof in proofs), (name, finding)


def test_evidence_ends_without_a_full_stop_and_reasons_with_one():
    for name, _, verdict in verdicts():
        for finding in verdict.findings:
            for proof in finding.evidence:
                one = ". " not in proof.statement and not proof.statement.endswith("..")
                assert not (one and proof.statement.endswith(".")), (name, proof.statement)
        for out in verdict.ruled_out:
            assert out.reason.endswith("."), (name, out.reason)


def test_advice_is_filled_in():
    for name, _, verdict in verdicts():
        for finding in verdict.findings:
            whole = [finding.title, finding.explanation, finding.avoid, finding.reference]
            whole += [one.text for one in finding.todo]
            assert all(whole), (name, finding.slug)
            assert len(finding.todo) >= 2
            assert finding.todo[0].who == finding.who_must_act or finding.who_must_act not in {
                one.who for one in finding.todo
            }


def test_no_finding_rests_on_one_input():
    """Inputs are labelled exchanges, and the tests that name the finding."""
    seen = Counter(
        slug for _, _, verdict in verdicts() for slug in {one.slug for one in verdict.findings}
    )
    seen.update(slug for slug, _ in RARE)
    tests = [
        file.read_text("utf-8")
        for folder in ("unit", "servers", "stories", "gui", "cases")
        for file in (TESTS / folder).rglob("test_*.py")
    ]
    known = [slug for cause in Cause for slug in of_family(cause)]
    named = {slug: sum(text.count(f'"{slug}"') for text in tests) for slug in known}
    assert [slug for slug in known if seen[slug] + named[slug] < 2] == []
