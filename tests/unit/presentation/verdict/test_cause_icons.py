"""Every cause has a name and an icon that is shipped."""

import pytest

from inspector.export.words import cause_words as family
from inspector.export.words import named_with_family as headline
from inspector.export.words import short_name as short
from inspector.gui.theme import icons
from inspector.model.finding import Cause
from inspector.presentation.verdict.cause_icons import icon
from tests.gui import answer_samples as samples


@pytest.mark.parametrize("cause", list(Cause))
def test_each_cause_has_name_and_icon(cause):
    found = samples.finding(cause=cause, slug=cause.value)
    assert headline(found) == family(cause) == short(found)
    assert icon(found) in icons.names()


def test_a_finding_under_a_family_is_named_too():
    found = samples.finding()
    assert headline(found) == "Invalid credentials: token expired"
    assert short(found) == "Token expired"
    assert icon(found) == "timer-off"


def test_a_wrong_audience_has_its_own_icon():
    found = samples.finding(cause=Cause.CONFIGURATION, slug="audience-mismatch")
    assert icon(found) == "target"


def test_words_are_written_as_people_write_them():
    found = samples.finding(cause=Cause.CSRF_FAILURE, slug="csrf-token-missing")
    assert headline(found) == "CSRF failure: CSRF token missing"
    assert short(found) == "CSRF token missing"
