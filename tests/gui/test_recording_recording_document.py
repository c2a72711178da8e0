"""The tab of a recording follows the entry that is shown."""

from inspector.workbench.attempts.entries import about
from tests.gui.recording_samples import document  # noqa: F401 - a fixture


def test_it_shows_what_most_needs_explaining(document):  # noqa: F811 - the fixture
    assert (document.kind, document.status, document.shown.row.path) == ("reply", 401, "/orders/7")


def test_the_status_is_that_of_the_entry_shown(document):  # noqa: F811 - as above
    document.attempts.replace(about(document.attempts.current, 5))
    assert (document.status, document.shown.row.path) == (404, "/none")
