"""The paste box: guesses while one types, diagnoses on demand."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.start.paste_box import PasteBox


@pytest.fixture
def box(panel_tools, qtbot):
    made = PasteBox(panel_tools.theme, panel_tools.background)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_it_recognises(box, qtbot):
    usual = box.hint.text()
    box.edit.setPlainText('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="x"\n\n')
    qtbot.waitUntil(lambda: box.hint.text() != usual)
    guessed = box.hint.text()
    box.edit.setPlainText("no such thing")
    qtbot.waitUntil(lambda: box.hint.text() not in {usual, guessed})
    box.edit.clear()
    assert box.hint.text() == usual


def test_the_button_gives_the_text(box, qtbot):
    box.edit.setPlainText("curl http://x")
    with qtbot.waitSignal(box.diagnose) as caught:
        box.button.click()
    assert caught.args == ["curl http://x"]


def test_ctrl_enter_does_as_well(box, qtbot):
    box.edit.setPlainText("curl http://x")
    with qtbot.waitSignal(box.diagnose):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_empty_box_diagnoses_nothing(box, qtbot):
    with qtbot.assertNotEmitted(box.diagnose):
        box.button.click()


def test_enter_alone_is_a_new_line(box, qtbot):
    with qtbot.assertNotEmitted(box.diagnose):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert box.edit.toPlainText() == "\n"


def test_files_are_asked_for(box, qtbot):
    with qtbot.waitSignal(box.open_asked):
        box.open.click()
