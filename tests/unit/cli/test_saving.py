"""A saved attempt is read again, masked; a place that can't be written is told."""

from inspector import intake
from inspector.cli.sending import save_attempt


def test_what_is_saved_is_read_again_without_its_secret(answer, tmp_path):
    path = tmp_path / "attempt.json"
    assert save_attempt(answer, (), path) is None
    assert b"abcdefgh" not in path.read_bytes()
    read = intake.read(path.read_bytes(), str(path)).attempt
    assert read.exchanges[0].reply == answer.attempt.exchanges[0].reply
    assert read.source == "saved-attempt"


def test_a_place_that_cant_be_written_is_told(answer, tmp_path):
    problem = save_attempt(answer, (), tmp_path)
    assert problem.what
    assert problem.todo
