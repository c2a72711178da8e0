"""A click or Enter shows an entry; Ctrl and Shift choose several, which shows none."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.recording.entry_list import EntryList
from inspector.gui.recording.entry_model import EntryModel
from tests.gui.recording_samples import document  # noqa: F401 - a fixture


@pytest.fixture
def shown(light, document, qtbot):  # noqa: F811 - the fixture
    made = EntryList(light, EntryModel(document.entries))
    qtbot.addWidget(made)
    made.resize(340, 300)
    made.show()
    return made


def _click(qtbot, shown, row, keys=Qt.KeyboardModifier.NoModifier):
    place = shown.visualRect(shown.model().index(row, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_a_click_shows(shown, qtbot):
    with qtbot.waitSignal(shown.show_asked, timeout=1000) as asked:
        _click(qtbot, shown, 1)
    assert asked.args[0].row.path == "/admin"


def test_enter_shows_arrows_only_move(shown, qtbot):
    heard = []
    shown.show_asked.connect(heard.append)
    shown.choose(shown.model().entries[0])
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert heard == []
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert [entry.row.path for entry in heard] == ["/admin"]


def test_several_are_chosen_and_none_is_shown(shown, qtbot):
    _click(qtbot, shown, 0)
    heard = []
    shown.show_asked.connect(heard.append)
    _click(qtbot, shown, 2, Qt.KeyboardModifier.ControlModifier)
    assert (shown.count, [each.first for each in shown.chosen]) == (2, [4, 0])
    _click(qtbot, shown, 4, Qt.KeyboardModifier.ShiftModifier)
    assert shown.count == 4
    assert heard == []
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    qtbot.keyClick(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [each.first for each in shown.chosen] == [4, 3]


def test_what_is_not_listed_is_not_chosen(shown):
    shown.model().look_for("static")
    shown.choose(None)
    assert shown.count == 0
