"""An input is answered or refused, and a fault of ours is told, not thrown."""

from inspector.cli import outcomes
from inspector.cli.outcomes import Answered, Refused, outcome_of
from inspector.model.finding import Verdict


def test_statuses(answer, verdict):
    assert Answered("a", answer, verdict).status == 1
    assert Answered("a", answer, Verdict()).status == 0


def test_an_unreadable_input_is_refused():
    outcome = outcome_of("missing.har")
    assert isinstance(outcome, Refused)
    assert (outcome.file, outcome.status) == ("missing.har", 2)


def test_a_reply_is_answered(tmp_path):
    path = tmp_path / "reply.txt"
    path.write_bytes(b'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n')
    outcome = outcome_of(str(path))
    assert isinstance(outcome, Answered)
    assert outcome.answer.attempt.exchanges[0].reply.status == 401


def test_a_fault_of_ours_names_its_kind_and_not_its_text(monkeypatch):
    def fail(_):
        raise RuntimeError("practice-value")

    monkeypatch.setattr(outcomes, "read_attempt", fail)
    outcome = outcome_of("a.har")
    assert isinstance(outcome, Refused)
    assert "RuntimeError" in outcome.problem.what
    assert "practice-value" not in repr(outcome)
