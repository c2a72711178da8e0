"""The end of the log is read in whole lines, and masked once more."""

from inspector.presentation.help import log_text as module
from inspector.presentation.help.log_text import log_text

SECRET = "s3cret-of-this-run-7421"


def _nothing():
    return ()


def test_a_secret_that_became_known_later_is_masked(tmp_path):
    path = tmp_path / "log.txt"
    path.write_text(f"INFO sent {SECRET}\n")
    assert SECRET in log_text(path, _nothing)
    shown = log_text(path, lambda: (SECRET,))
    assert SECRET not in shown
    assert shown.startswith("INFO sent ")


def test_no_log_yet_is_no_mistake(tmp_path):
    assert log_text(tmp_path / "none.txt", _nothing) == ""


def test_a_log_that_cannot_be_read_is_said(tmp_path):
    assert "can't be read" in log_text(tmp_path, _nothing)


def test_only_the_end_is_read_in_whole_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST", 30)
    path = tmp_path / "log.txt"
    path.write_bytes(b"first line is long\nsecond line\xff\nthird\n")
    assert log_text(path, _nothing) == "second line\ufffd\nthird\n"
