"""One export being prepared."""

import pytest

from inspector.gui.export.produced import ExportChoices, Produced
from tests.gui.answer_samples import expired


@pytest.fixture
def produced(panel_tools):
    return Produced(expired(), "List orders", panel_tools)


def test_a_text_is_made_and_follows_the_choices(qtbot, produced):
    with qtbot.waitSignal(produced.changed):
        produced.begin()
    assert produced.ready
    assert "401" in produced.exported.text
    with qtbot.waitSignal(produced.changed):
        produced.choose(format="har")
    assert produced.exported.suffix == ".har"


def test_while_choices_change_nothing_may_leave(produced):
    produced.choose(format="html")
    assert not produced.ready


def test_secrets_stay_in_only_when_the_words_are_typed(qtbot, produced):
    assert not ExportChoices(phrase="include").include_secrets
    with qtbot.waitSignal(produced.changed):
        produced.choose(format="curl")
    masked = produced.exported.text
    with qtbot.waitSignal(produced.changed):
        produced.choose(phrase="Include secrets ")
    assert "••••" in masked
    assert "••••" not in produced.exported.text
