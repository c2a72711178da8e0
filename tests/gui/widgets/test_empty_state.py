"""The empty state: one sentence, one action."""

import pytest

from inspector.gui.widgets.empty_state import EmptyState
from inspector.gui.widgets.label import Label


@pytest.mark.parametrize("centred", [True, False])
def test_it_offers_one_thing(light, qtbot, centred):
    done = []
    empty = EmptyState(
        light, "Nothing saved yet", "Requests appear here.", "folder", centred=centred
    )
    qtbot.addWidget(empty)
    empty.add_action("Open folder", lambda: done.append(1), "folder-open").click()
    assert done == [1]
    empty.show_text("No match", "Clear the filter.")
    assert [label.text() for label in empty.findChildren(Label)] == [
        "No match",
        "Clear the filter.",
    ]
