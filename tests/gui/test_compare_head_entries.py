"""What the menu of a head offers."""

from inspector.gui.compare.compare_page import HeadActions, head_entries
from tests.gui.compare_samples import columns

CALLED = []
ACTIONS = HeadActions(
    open=lambda: CALLED.append("open"),
    experiment=lambda: CALLED.append("experiment"),
    remove=lambda: CALLED.append("remove"),
)


def _enabled(column, **more):
    entries = head_entries(column, ACTIONS, **more)
    return {entry.text for entry in entries if entry.text and entry.enabled}


def test_all_of_it_for_a_refused_one_of_several():
    assert _enabled(columns()[0], refused=True, several=True) == {
        "Open its request", "Experiments on this attempt", "Take it out",
    }  # fmt: skip


def test_two_always_stay_and_accepted_ones_are_not_tried():
    bare = columns()[0]._replace(request=None)
    assert _enabled(bare, refused=False, several=False) == set()


def test_each_entry_does_what_it_says():
    for entry in head_entries(columns()[0], ACTIONS, refused=True, several=True):
        entry.do()
    assert CALLED == ["open", "experiment", "remove"]
