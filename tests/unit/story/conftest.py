import pytest

from inspector.story.entry import Entry
from inspector.story.trace_story import TraceStory
from tests.fixtures.short_texts import attempt_of


@pytest.fixture
def attempt():
    return attempt_of


@pytest.fixture
def story():
    """Return a function that reads a short text as a story."""

    def read(text):
        return TraceStory([Entry(i, one) for i, one in enumerate(attempt_of(text).exchanges)])

    return read
