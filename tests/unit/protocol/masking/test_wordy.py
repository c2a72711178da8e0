"""Words are told from secrets."""

import pytest

from inspector.protocol.masking.wordy import is_wordy


@pytest.mark.parametrize("text", ["password", "Sent by ", "EXAMPLE-password", "https://", "größe"])
def test_words(text):
    assert is_wordy(text)


@pytest.mark.parametrize("text", ["passw0rd", "kXqPzRtW", "a1b2c3d4"])
def test_no_words(text):
    assert not is_wordy(text)
