"""The find bar asks while typing, steps with Enter, and says how often it was found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.response.find_bar import MOST, FindBar
from inspector.gui.widgets.label import Label


@pytest.fixture
def bar(qtbot, light):
    made = FindBar(light)
    qtbot.addWidget(made)
    made.show()
    return made


def _said(bar):
    return [label.text() for label in bar.findChildren(Label)][-1]


def test_typing_and_enter_ask(qtbot, bar):
    asked = []
    bar.wanted.connect(lambda text, step: asked.append((text, step)))
    edit = bar.findChild(QLineEdit)
    qtbot.keyClicks(edit, "ab")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked[:3] == [("a", 0), ("ab", 0), ("ab", 1)]
    assert asked[-1] == ("ab", -1)


def test_escape_leaves(qtbot, bar):
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "Not found"), (1, "1 match"), (12, "12 matches"), (MOST, "more than 10,000")],
)
def test_the_count_is_said(bar, count, text):
    bar.findChild(QLineEdit).setText("x")
    bar.show_count(count)
    assert _said(bar) == text


def test_every_part_has_a_name(bar):
    assert bar.findChild(QLineEdit).accessibleName() == "Find"
