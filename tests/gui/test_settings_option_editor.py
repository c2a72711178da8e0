"""Each kind of option has its field: it shows, tells, and never changes by the wheel alone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.gui.settings.option_row import make_editor
from inspector.settings.options import by_key, options


def _editor(qtbot, theme, key):
    made = make_editor(by_key()[key], theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("option", options(), ids=lambda option: option.key)
def test_showing_a_value_tells_nothing(qtbot, light, option):
    editor = _editor(qtbot, light, option.key)
    told = []
    editor.edited.connect(told.append)
    editor.show_value(option.default)
    assert not told
    assert editor.field.accessibleName() == option.title


def test_a_switch_says_on_and_off(qtbot, light):
    editor = _editor(qtbot, light, "appearance.reduced_motion")
    editor.show_value(True)
    assert editor.field.text() == "On"
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClick(editor.field, Qt.Key.Key_Space)
    assert told.args == [False]


def test_a_choice_is_told_by_its_value(qtbot, light):
    editor = _editor(qtbot, light, "appearance.theme")
    editor.show_value("light")
    assert editor.field.currentText() == "Light"
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClick(editor.field, Qt.Key.Key_Down)
    assert told.args == ["dark"]


def test_numbers_keep_their_kind(qtbot, light):
    whole = _editor(qtbot, light, "appearance.scale")
    with qtbot.waitSignal(whole.edited) as told:
        whole.field.setValue(150)
    assert told.args == [150]
    assert type(told.args[0]) is int
    seconds = _editor(qtbot, light, "network.timeout")
    with qtbot.waitSignal(seconds.edited) as told:
        seconds.field.setValue(2.5)
    assert told.args == [2.5]


def test_text_counts_when_the_line_is_left(qtbot, light):
    editor = _editor(qtbot, light, "network.proxy")
    editor.show_value("system")
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, " none ")
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert told.args == ["none"]


def test_a_file_is_chosen(qtbot, light, monkeypatch, tmp_path):
    editor = _editor(qtbot, light, "trust.ca_file")
    path = str(tmp_path / "ca.pem")
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(path))
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.mouseClick(editor.row.itemAt(1).widget(), Qt.MouseButton.LeftButton)
    assert told.args == [path]


def test_the_wheel_scrolls_the_list_and_changes_no_value(qtbot, light):
    editor = _editor(qtbot, light, "appearance.scale")
    editor.field.clearFocus()
    before = editor.field.value()
    middle = QPointF(editor.field.rect().center())
    event = QWheelEvent(
        middle,
        editor.field.mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.field, event)
    assert editor.field.value() == before
