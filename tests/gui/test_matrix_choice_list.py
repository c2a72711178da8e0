"""Rows are ticked by click anywhere, by Space or Enter, all at once; each is told once."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.matrix.choice_list import ChoiceList

ENTRIES = (("Orders", "GET api.example/a"), ("Bills", ""), ("Third", "x"))


@pytest.fixture
def choices(light, qtbot):
    made = ChoiceList(light, "choices", "Requests")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_entries(ENTRIES, frozenset({1}))
    made.show()
    return made


def test_a_click_on_the_words_ticks(choices, qtbot):
    assert choices.chosen() == (1,)
    words = choices.visualRect(choices.plain.index(0, 0)).center()
    with qtbot.waitSignal(choices.ticked):
        qtbot.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert choices.chosen() == (0, 1)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_tick_and_arrows_move(choices, qtbot, key):
    choices.setFocus()
    choices.setCurrentRow(0)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    for chosen in ((), (1,)):
        with qtbot.waitSignal(choices.ticked):
            qtbot.keyClick(choices, key)
        assert choices.chosen() == chosen


def test_many_are_ticked_with_one_word(choices, qtbot):
    told = []
    choices.ticked.connect(lambda: told.append(1))
    choices.tick(frozenset({0, 2}))
    assert choices.chosen() == (0, 2)
    assert len(told) == 1


def test_names_and_details_are_read_and_shown(choices):
    index = choices.plain.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Orders, GET api.example/a"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Orders\nGET api.example/a"


@pytest.mark.parametrize("percent", [100, 200])
def test_rows_are_high_enough_to_hit_and_for_their_words(choices, light, percent):
    light.set_percent(percent)
    assert choices.sizeHintForRow(1) >= 24
    assert choices.sizeHintForRow(0) >= 2 * choices.fontMetrics().height()
    assert choices.sizeHint().height() >= sum(map(choices.sizeHintForRow, range(3)))
