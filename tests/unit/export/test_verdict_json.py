"""The verdict's JSON has the agreed names, order and nulls."""

from inspector.export.verdict_json import diagnosed_object, verdict_object
from inspector.model.finding import Verdict


def test_findings_come_best_first(answer):
    made = verdict_object(answer.verdict, answer.attempt)
    assert made["entry"] == 1
    assert [(one["cause"], one["finding"], one["certainty"]) for one in made["findings"]] == [
        ("invalid-credentials", "token-expired", "certain"),
        ("revoked-token", "token-revoked", "possible"),
    ]
    assert made["findings"][0]["fixes"][0]["changes"] == [
        {"field": "credential.token", "from": "eyJh", "to": "new"}
    ]
    assert made["ruled_out"][0]["cause"] == "account-locked"
    assert made["next_experiment"]["requests"] == 1


def test_evidence_of_an_experiment_has_no_place(answer):
    evidence = verdict_object(answer.verdict, answer.attempt)["findings"][0]["evidence"]
    assert evidence[3]["experiment"] == "without-credentials"
    assert evidence[3]["start"] is None
    assert evidence[0]["experiment"] is None
    assert evidence[-1]["statement"] == "Speaks against it: The reply is whole."


def test_without_findings_the_entry_is_null():
    assert verdict_object(Verdict(entry=3)) == {
        "entry": None,
        "findings": [],
        "ruled_out": [],
        "next_experiment": None,
        "limit": None,
    }


def test_every_entry_of_the_trace_stands_beside_the_verdict(answer):
    made = diagnosed_object("a.har", answer.verdict, answer.attempt)
    assert list(made) == ["file", "verdict", "entries"]
    assert made["entries"][1]["findings"] == ["token-expired"]
