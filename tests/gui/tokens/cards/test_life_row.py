"""A row of the timeline is a button: read aloud, reached and pressed by keyboard."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.tokens.cards.life_card import LifeRow
from inspector.presentation.tokens.life_lines import LifeLine
from tests.gui.life_samples import USED


@pytest.fixture
def row(light, qtbot):
    title = "Accepted in 4 attempts, which is a long title that needs more than one line"
    line = LifeLine("check", "ok", title, "12:01 to 12:40", USED)
    made = LifeRow(light, line, first=True, last=False)
    qtbot.addWidget(made)
    made.resize(300, made.heightForWidth(300))
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_it_is_pressed_by_keyboard(row, qtbot, key):
    row.setFocus()
    with qtbot.waitSignal(row.clicked):
        qtbot.keyClick(row, key)


def test_words_wrap_where_it_is_narrow(row):
    assert row.heightForWidth(200) > row.heightForWidth(900)
    assert row.minimumSizeHint().width() < 200


def test_it_says_all(row):
    assert row.accessibleName().endswith("than one line: 12:01 to 12:40")
    assert row.toolTip() == row.accessibleName()


def test_pointer_and_focus_are_shown(row, qtbot):
    row.clearFocus()
    quiet = row.grab().toImage()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    assert row.grab().toImage() != quiet
