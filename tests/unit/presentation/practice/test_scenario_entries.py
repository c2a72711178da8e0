"""Every scenario is listed with a title, a description, its family and a shipped icon."""

from inspector.gui.theme import icons
from inspector.mocklab.practice import cards
from inspector.mocklab.scenarios import slugs
from inspector.presentation.practice.scenario_entries import ACCEPTS_ALL, scenario_entries


def test_every_scenario_is_listed_by_title():
    entries = scenario_entries()
    assert sorted(entry.slug for entry in entries) == sorted(slugs())
    titles = [entry.title.lower() for entry in entries]
    assert titles == sorted(titles)
    assert all(entry.description and entry.family for entry in entries)


def test_icons_are_shipped_and_those_of_the_demo_cards():
    found = {entry.slug: entry.icon for entry in scenario_entries()}
    assert set(found.values()) <= icons.names()
    assert all(found[card.slug] == card.icon for card in cards())
    assert found["every-scheme"] == ACCEPTS_ALL
