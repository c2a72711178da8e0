"""No circles, no arrows up, no crowded folders, and no module that knows half its folder.

What is over its measure today is listed with its number; no number may grow, none may come.
"""

import pytest

from tests.house import _program as house

CIRCLES = [
    (
        "inspector.diagnose.facts.case",
        "inspector.diagnose.facts.cookies",
        "inspector.diagnose.facts.suspicion",
    ),
    ("inspector.gui.trace.exchange_text", "inspector.gui.trace.exchange_text"),
]
UP_IN_GUI = 19
CROWDED = {
    "inspector/annotate/tokens": 28,
    "inspector/cli": 32,
    "inspector/compare": 22,
    "inspector/diagnose/facts": 21,
    "inspector/export": 22,
    "inspector/gui/compare": 32,
    "inspector/gui/compose": 26,
    "inspector/gui/library": 23,
    "inspector/gui/matrix": 26,
    "inspector/gui/response": 25,
    "inspector/gui/tokens": 45,
    "inspector/gui/trace": 23,
    "inspector/gui/widgets": 38,
    "inspector/gui/window": 34,
    "inspector/library": 25,
    "inspector/logs": 28,
    "inspector/protocol": 21,
    "inspector/reading": 22,
    "inspector/send": 32,
}
BUSY = {
    "inspector.cli.fix_printing": 10,
    "inspector.compare.comparison": 9,
    "inspector.compose.assemble": 10,
    "inspector.gui.compare.compare_page": 13,
    "inspector.gui.compose.body_tab": 9,
    "inspector.gui.library.collections_panel": 15,
    "inspector.gui.tokens.token_page": 22,
    "inspector.gui.window.main_window": 17,
    "inspector.library.library": 12,
    "inspector.logs.summary": 12,
    "inspector.record.history": 11,
    "inspector.send.hops": 10,
}


def _over(counted, most, listed):
    return {name: n for name, n in counted.items() if n > max(most, listed.get(name, 0))}


def _settled(counted, most, listed):
    return [name for name in listed if counted.get(name, 0) <= most]


def test_no_new_circle():
    found = {tuple(sorted(circle)) for circle in house.circles(house.imports())}
    assert found <= set(CIRCLES), found - set(CIRCLES)


def test_rooms_of_the_diagnosis_know_only_rooms_below():
    assert not house.arrows_up("inspector.diagnose")


def test_no_new_arrow_up_between_the_rooms_of_the_window():
    assert len(house.arrows_up("inspector.gui")) <= UP_IN_GUI


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
