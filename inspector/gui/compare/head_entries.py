"""What can be done with one attempt of a comparison."""

from collections.abc import Callable
from typing import NamedTuple

from inspector.gui.compare.compared import Column
from inspector.gui.widgets.menu import Entry
from inspector.wording import tr


class HeadActions(NamedTuple):
    """Who carries out what the menu of a head offers."""

    open: Callable[[], object]
    experiment: Callable[[], object]
    remove: Callable[[], object]


def head_entries(
    column: Column, actions: HeadActions, *, refused: bool, several: bool
) -> tuple[Entry, ...]:
    """Return the menu; several: whether one can be taken out."""
    known = column.tab is not None or column.request is not None
    return (
        Entry(tr("Open its request"), actions.open, "send", enabled=known),
        Entry(
            tr("Experiments on this attempt"), actions.experiment, "flask-conical", enabled=refused
        ),
        Entry(),
        Entry(tr("Take it out"), actions.remove, "x", tr("Del"), enabled=several),
    )
