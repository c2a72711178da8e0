"""The pane is as high as its content where there is room, and scrolls where there is none."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector.gui.matrix.choice_list import ChoiceRoll


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
