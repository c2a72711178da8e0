"""What came is counted; what was there already is said only if anything was."""

from inspector.workbench.attempts.arrival import arrived


def test_it_is_counted():
    assert arrived(1, 0) == ["1 attempt is in the history now."]
    assert arrived(2, 1) == ["2 attempts are in the history now.", "1 was there already."]
    assert arrived(0, 3)[1] == "3 were there already."
