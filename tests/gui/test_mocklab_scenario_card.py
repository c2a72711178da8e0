"""The card of the chosen scenario says what the server does."""

from PySide6.QtWidgets import QLabel

from inspector.gui.mocklab.mocklab_page import ScenarioCard
from inspector.presentation.practice.scenario_entries import ScenarioEntry


def test_it_shows_the_scenario_and_can_send_then(qtbot, light):
    card = ScenarioCard(light)
    qtbot.addWidget(card)
    assert not card.send.isEnabled()
    card.show_entry(ScenarioEntry("one", "One", "What it does.", "Family", "ban"))
    texts = {label.text() for label in card.findChildren(QLabel)}
    assert {"One", "What it does.", "Family"} <= texts
    assert card.send.isEnabled()


def test_a_family_of_the_same_name_is_not_said_twice(qtbot, light):
    card = ScenarioCard(light)
    qtbot.addWidget(card)
    card.show_entry(ScenarioEntry("one", "One", "What it does.", "One", "ban"))
    assert [label.text() for label in card.findChildren(QLabel)].count("One") == 1
