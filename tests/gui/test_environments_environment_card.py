"""The card of an environment tells what the user wants with it."""

import pytest
from PySide6.QtCore import Qt

from inspector.gui.environments.environment_card import EnvironmentCard
from inspector.model.collection import Environment


@pytest.fixture
def card(qtbot, light):
    made = EnvironmentCard(light)
    qtbot.addWidget(made)
    made.show_environment(Environment(name="Dev"), active=False)
    made.resize(900, 80)
    made.show()
    return made


def test_a_name_is_told_once_it_is_typed(qtbot, card):
    with qtbot.assertNotEmitted(card.renamed):
        qtbot.keyClick(card.name, Qt.Key.Key_Return)
    card.name.selectAll()
    qtbot.keyClicks(card.name, " Staging ")
    with qtbot.waitSignal(card.renamed) as told:
        qtbot.keyClick(card.name, Qt.Key.Key_Return)
    assert told.args == ["Staging"]


@pytest.mark.parametrize(
    ("button", "signal"), [("use", "used"), ("copy_button", "copied"), ("delete", "deleted")]
)
def test_each_button_tells(qtbot, card, button, signal):
    with qtbot.waitSignal(getattr(card, signal)):
        qtbot.mouseClick(getattr(card, button), Qt.MouseButton.LeftButton)


def test_production_is_told_by_the_user_only(qtbot, card):
    with qtbot.assertNotEmitted(card.production):
        card.show_environment(Environment(name="Dev", production=True), active=True)
    assert not card.use.isEnabled()
    with qtbot.waitSignal(card.production) as told:
        qtbot.keyClick(card.switch, Qt.Key.Key_Space)
    assert told.args == [False]


def test_a_refusal_stays_until_the_next_environment(card):
    card.say("An environment needs a name.")
    assert card.check.isVisible()
    card.show_environment(Environment(name="Prod"), active=False)
    assert not card.check.isVisible()


def test_at_a_large_font_the_buttons_wrap_and_stay_whole(qtbot, card, light):
    light.set_percent(200)
    card.resize(700, card.heightForWidth(700))
    qtbot.waitUntil(lambda: card.delete.y() > card.use.y() or card.delete.y() > card.name.y())
    assert card.delete.geometry().bottom() < card.height()
    assert card.delete.width() >= card.delete.sizeHint().width()
