"""No circles, no arrows up, no crowded folders, and no module that knows half its folder.

What is over its measure today is listed with its number; no number may grow, none may come.
"""

from importlib import import_module

import pytest

from inspector.gui.screens.registry import screens
from tests.house import _program as house

CROWDED = {}
BUSY = {}


def _over(counted, most, listed):
    return {name: n for name, n in counted.items() if n > max(most, listed.get(name, 0))}


def _settled(counted, most, listed):
    return [name for name in listed if counted.get(name, 0) <= most]


def test_no_circle():
    assert house.circles(house.imports()) == []


def test_rooms_of_the_diagnosis_know_only_rooms_below():
    assert not house.arrows_up("inspector.diagnose")


def test_rooms_of_the_window_know_only_rooms_below():
    assert not house.arrows_up("inspector.gui")


def test_what_a_room_names_to_be_loaded_late_is_there():
    named = {other for used in house.loaded().values() for other in used}
    assert len(named) > 20
    assert named <= set(house.modules())


@pytest.mark.parametrize("screen", screens().values(), ids=lambda screen: screen.kind)
def test_a_screens_commands_and_its_return_lie_in_modules_of_one_name(screen):
    """Whoever looks for them in a room knows where; what brings a tab back may lie in one below."""
    for place, name in ((screen.provider, "commands"), (screen.returning, "returning")):
        module, _, known = place.partition(":")
        assert module.split(".")[3:] == ([name] if place else [])
        assert not place or hasattr(import_module(module), known)


def test_an_arrow_up_is_found_in_what_is_loaded_late(monkeypatch):
    late = {name: frozenset() for name in house.modules()}
    late["inspector.gui.running.run_page"] = frozenset({"inspector.gui.library.returning"})
    monkeypatch.setattr(house, "loaded", lambda: late)
    assert house.arrows_up("inspector.gui") == [
        ("inspector.gui.running.run_page", "inspector.gui.library.returning")
    ]


def test_rooms_of_the_words_know_only_rooms_below():
    assert not house.arrows_up("inspector.presentation")


def test_no_folder_becomes_crowded():
    assert not _over(house.folders(), house.MOST_FILES, CROWDED)


def test_no_module_knows_half_its_folder():
    assert not _over(house.own_imports(), house.MOST_OWN_IMPORTS, BUSY)


@pytest.mark.parametrize(
    ("counted", "most", "listed"),
    [
        (house.folders, house.MOST_FILES, CROWDED),
        (house.own_imports, house.MOST_OWN_IMPORTS, BUSY),
    ],
)
def test_what_fits_again_is_taken_from_the_list(counted, most, listed):
    assert not _settled(counted(), most, listed)


def test_circles_are_found_wherever_they_are():
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": {"f"}, "f": {"e"}, "g": set()}
    assert house.circles(arrows) == [{"a", "b", "c"}, {"e", "f"}]
    assert not house.circles({"a": {"b", "c"}, "b": {"c"}, "c": set()})
