"""Tags and a note are typed below the list."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from inspector.gui.history.history_panel import MarkCard
from tests.gui.history_samples import attempt

ROW = msgspec.structs.replace(attempt(1)[0], key=7, tags=("b", "a"), note="old")


@pytest.fixture
def card(light, qtbot):
    made = MarkCard(light)
    qtbot.addWidget(made)
    return made


def test_it_begins_with_what_is_there(card):
    card.ask(ROW)
    assert card.tags.text() == "b, a"
    assert card.note.text() == "old"


def test_enter_hands_over_what_was_typed(card, qtbot):
    card.ask(ROW)
    card.tags.setText(" one,, two words ")
    card.note.setText(" why ")
    with qtbot.waitSignal(card.marked) as marked:
        card.note.returnPressed.emit()
    assert marked.args == [7, ("one", "two words"), "why"]
    assert not card.isVisible()


def test_esc_and_cancel_put_it_away_without_a_change(card, qtbot):
    told = []
    card.marked.connect(lambda *_: told.append(1))
    card.ask(ROW)
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card.note, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert not told
