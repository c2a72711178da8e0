"""A saved attempt is read again; a place that can't be written is told."""

from inspector import intake
from inspector.cli.saving import save_attempt


def test_what_is_saved_is_read_again(attempt, tmp_path):
    path = tmp_path / "attempt.json"
    assert save_attempt(attempt, path) is None
    read = intake.read(path.read_bytes(), str(path)).attempt
    assert read.exchanges[0].reply == attempt.exchanges[0].reply
    assert read.source == "saved-attempt"


def test_a_place_that_cant_be_written_is_told(attempt, tmp_path):
    problem = save_attempt(attempt, tmp_path)
    assert problem.what
    assert problem.todo
