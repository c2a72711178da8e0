"""Ctrl+Z in a field of the request is the tab's own undo; elsewhere the field's."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector.gui.window.shared_undo import SharedUndo


@pytest.fixture
def scene(qtbot):
    window, pane = QWidget(), QWidget()
    qtbot.addWidget(window)
    inside, outside = QLineEdit(), QLineEdit()
    pane.setObjectName("request_pane")
    QVBoxLayout(pane).addWidget(inside)
    column = QVBoxLayout(window)
    column.addWidget(pane)
    column.addWidget(outside)
    undone = []
    action = QAction("Undo", window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(1))
    window.addAction(action)
    SharedUndo(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield inside, outside, undone
    window.close()


def undo_in(field, qtbot):
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_inside_the_request_it_is_the_tabs(scene, qtbot):
    inside, _outside, undone = scene
    undo_in(inside, qtbot)
    assert undone == [1]
    assert inside.text() == "abc"


def test_elsewhere_it_is_the_fields(scene, qtbot):
    inside, outside, undone = scene
    undo_in(inside, qtbot)
    undo_in(outside, qtbot)
    assert undone == [1]
    assert outside.text() == ""
