"""A question shows what came from outside literally, and goes on only where the user agrees."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector.gui.widgets.question import Question


def _question(light, qtbot):
    box = Question(light, "asked", title="Send?", text="<img src=x>", why="To <b>host</b>.")
    qtbot.addWidget(box)
    return box


def test_its_texts_are_no_markup(light, qtbot):
    box = _question(light, qtbot)
    texts = [each for each in box.findChildren(QLabel) if each.text()]
    assert {each.text() for each in texts} == {"<img src=x>", "To <b>host</b>."}
    assert {each.textFormat() for each in texts} == {Qt.TextFormat.PlainText}


def test_it_goes_on_where_the_user_agrees_alone(light, qtbot):
    agreed = []
    for place in (0, 1):
        box = _question(light, qtbot)
        box.ask(lambda place=place: agreed.append(place))
        (box.defaultButton() if place == 0 else box._agree).click()
    assert agreed == [1]
