"""A few letters find what is meant."""

import pytest

from inspector.gui.window.fuzzy import score


@pytest.mark.parametrize("typed", ["set", "sttngs", "SETTINGS", "s e t"])
def test_letters_in_order_fit(typed):
    assert score(typed, "Settings") > 0


@pytest.mark.parametrize("typed", ["", "  ", "x", "gnittes", "settingss"])
def test_others_do_not(typed):
    assert score(typed, "Settings") == 0


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("op", "Open file", "Stop"),
        ("of", "Open file", "Choose a folder of files"),
        ("send", "Send", "Response below, notes, done"),
        ("nt", "Next tab", "Environment"),
    ],
)
def test_starts_of_words_and_rows_of_letters_count_more(typed, better, worse):
    assert score(typed, better) > score(typed, worse)
