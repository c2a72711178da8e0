"""A demo card: click, Enter and Space run it."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.start.demo_card import DemoCard


@pytest.fixture
def card(light, qtbot):
    made = DemoCard(light, "Expired token", "The access token ended.", "timer-off")
    qtbot.addWidget(made)
    made.resize(260, 90)
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_run_it(card, qtbot, key):
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)


def test_a_click_runs_it(card, qtbot):
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def test_it_is_named_and_described(card):
    assert card.accessibleName() == "Expired token"
    assert card.accessibleDescription() == "The access token ended."


def test_it_is_painted(card, light):
    image = card.grab().toImage()
    assert image.pixelColor(130, 80) == light.colour("surface")
    accent = light.colour("accent")
    assert any(image.pixelColor(x, y) == accent for x in range(15, 36) for y in range(15, 36))


def test_it_grows_with_the_text(card, light):
    before = card.sizeHint().height()
    light.set_percent(200)
    assert card.sizeHint().height() == 2 * before
