"""Tab goes through the parts of a window in their order, and through each as it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.window.tab_order import controls, step


class _Pane(QWidget):
    """Hands the focus on to its last field, as a form does to the one to fill in first."""

    def __init__(self, *names):
        super().__init__()
        column = QVBoxLayout(self)
        self.fields = [QLineEdit(name) for name in names]
        for field in reversed(self.fields):  # made in another order than they stand
            field.setParent(self)
        for field in self.fields:
            column.addWidget(field)
        self.setFocusProxy(self.fields[-1])


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    row = QHBoxLayout(made)
    made.left, made.right = _Pane("a", "b"), _Pane("c", "d")
    for pane in (made.right, made.left):
        row.addWidget(pane)
    made.resize(400, 200)
    made.show()
    made.activateWindow()
    return made


def _walk(window, count, *, forward=True):
    gone = []
    for _ in range(count):
        assert step(window, (window.left, window.right), forward=forward)
        gone.append(window.focusWidget().text())
    return "".join(gone)


def test_parts_come_in_their_order_and_nothing_is_left_out(window):
    assert _walk(window, 5) == "abcda"
    assert _walk(window, 4, forward=False) == "dcba"


def test_what_is_hidden_or_disabled_is_left_out(window):
    window.left.fields[1].setEnabled(False)
    window.right.fields[0].hide()
    assert _walk(window, 3) == "ada"


def test_it_begins_inside_what_has_the_focus_and_takes_none_itself(window):
    window.right.setFocusProxy(None)
    window.right.setFocus(Qt.FocusReason.OtherFocusReason)
    assert _walk(window, 1) == "c"


def test_side_by_side_the_beginning_of_the_line_comes_first(qtbot):
    pane = QWidget()
    qtbot.addWidget(pane)
    row = QHBoxLayout(pane)
    for name in ("one", "two"):
        row.addWidget(QPushButton(name))
    pane.show()
    assert [button.text() for button in controls(pane)] == ["one", "two"]
    pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pane.layout().activate()
    assert [button.text() for button in controls(pane)] == ["one", "two"]


def test_a_window_without_controls_lets_qt_go_on(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert not step(window, (window,), forward=True)


def test_what_is_reached_is_scrolled_into_sight(qtbot):
    window, roll, pane = QWidget(), QScrollArea(), _Pane(*"abcdefghijklmnop")
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    outside = QPushButton()
    roll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    roll.setWidget(pane)
    row.addWidget(outside)
    row.addWidget(roll)
    window.resize(300, 120)
    window.show()
    outside.setFocus()
    for forward, field in ((False, pane.fields[-1]), (True, outside), (True, pane.fields[0])):
        step(window, (outside, roll), forward=forward)
        assert window.focusWidget() is field
        assert not field.visibleRegion().isEmpty()
