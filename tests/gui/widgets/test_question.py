"""A question shows what came from outside literally, and goes on only where the user agrees."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from inspector.gui.widgets.question import Question, opening_size


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


# ---------------- The size a dialog opens with
def test_it_grows_with_the_font(light, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    assert opening_size(light, (200, 100), dialog) == QSize(200, 100)
    light.set_percent(200)
    assert opening_size(light, (200, 100), dialog) == QSize(400, 200)


def test_it_stays_within_the_screen_or_a_larger_window(light, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    screen = dialog.screen().availableSize()
    size = opening_size(light, (9000, 9000), dialog)
    assert size.width() < screen.width()
    assert size.height() < screen.height()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(screen.width() + 1000, screen.height())
    inside = QDialog(window)
    assert screen.width() < opening_size(light, (9000, 100), inside).width() < window.width()
