"""Rows are ticked by click anywhere, by Space or Enter, all at once; each is told once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector.gui.matrix.choice_list import ChoiceCard, ChoiceList, ChoiceRoll

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


# ---------------- One button ticks all or none; without entries the card says what is missing
def test_all_and_none(light, qtbot):
    card = ChoiceCard(light, "matrix_requests", "Requests", "Open a request.")
    qtbot.addWidget(card)
    card.show()
    assert not card.list.isVisible()
    assert not card.all.isVisible()
    card.show_entries((("a", ""), ("b", "")))
    assert card.list.isVisible()
    assert card.all.accessibleName() == "Tick all: Requests"
    card.all.click()
    assert card.list.chosen() == (0, 1)
    assert card.all.accessibleName() == "Untick all: Requests"
    card.all.click()
    assert card.list.chosen() == ()


# ---------------- The pane is as high as its content where there is room
def test_what_is_below_follows_the_content(qtbot, light):
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    roll, below = ChoiceRoll(), QPushButton("Run")
    column.addWidget(roll)
    column.addWidget(below)
    column.addStretch(1)
    content = QWidget()
    content.setMinimumHeight(100)
    roll.column.addWidget(content)
    whole.resize(300, 600)
    whole.show()
    assert roll.height() == 100
    content.setMinimumHeight(200)
    qtbot.waitUntil(lambda: roll.height() == 200)
    assert below.y() - roll.geometry().bottom() < 30
    whole.resize(300, 150)
    qtbot.waitUntil(lambda: roll.height() < 150)
    assert roll.verticalScrollBar().maximum() > 0


# ---------------- A row is painted with its box, its name and its detail; the focus has a ring
def _shot(choices):
    image = choices.grab().toImage()  # its bits go with it
    return bytes(image.constBits())


def test_tick_detail_and_focus_can_be_seen(light, qtbot):
    choices = ChoiceList(light, "choices", "Requests")
    qtbot.addWidget(choices)
    choices.resize(300, 120)
    choices.show_entries((("Orders", ""), ("Bills", "")))
    choices.show()
    plain = _shot(choices)
    choices.tick(frozenset({0}))
    ticked = _shot(choices)
    assert plain != ticked
    choices.show_entries((("Orders", "GET api.example/a"), ("Bills", "")), frozenset({0}))
    assert _shot(choices) != ticked
    before = _shot(choices)
    choices.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(choices.hasFocus)
    assert _shot(choices) != before
