"""What the tests of the readings share: attempts from short texts."""

import pytest

from tests.fixtures.short_texts import attempt_of


@pytest.fixture
def attempt():
    return attempt_of
