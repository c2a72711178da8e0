"""Heads as they are read aloud."""

from inspector.gui.compare.compare_page import compute
from inspector.gui.compare.heads_view import head_spoken, heads_spoken
from tests.gui.compare_samples import columns


def test_each_head_and_what_changed_is_said():
    found = compute(columns(), ())
    first, second = found.heads
    assert head_spoken(0, first).startswith("Attempt 1, old: status 401, Your access token")
    text = heads_spoken(found)
    assert text.startswith(head_spoken(0, first))
    assert text.endswith(head_spoken(1, second))
    assert "renewed token" in text
