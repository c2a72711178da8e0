"""The editor for bodies."""

from PySide6.QtCore import Qt

from inspector.gui.compose.text_editor import TextEditor


def test_tab_indents_and_esc_lets_it_leave(qtbot, light):
    edit = TextEditor(light)
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.edited) as caught:
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert caught.args[0] == "  "
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.tabChangesFocus()
    qtbot.keyClicks(edit, "x")
    assert not edit.tabChangesFocus()


def test_showing_text_tells_nothing(qtbot, light):
    edit = TextEditor(light)
    qtbot.addWidget(edit)
    caught = []
    edit.edited.connect(caught.append)
    edit.show_text("{}", json=True)
    assert edit.toPlainText() == "{}"
    assert not caught
