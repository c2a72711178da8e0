"""What can be done with the chosen event of a story, as a menu."""

from collections.abc import Callable
from typing import NamedTuple

from inspector.gui.widgets.menu import Entry
from inspector.wording import tr

Do = Callable[[], object]


class EventMenu(NamedTuple):
    """What each line does; None where it can't be done. unfold: show what is in the step."""

    show: Do
    compare: Do | None
    copy: Do
    unfold: Do | None


def event_lines(doing: EventMenu) -> tuple[Entry, ...]:
    """Return the lines of the menu."""
    show, compare, copy, unfold = doing
    inside = tr("Show what is in this step")
    return (
        Entry(tr("Open at the byte"), show, "external-link", tr("Enter")),
        Entry(tr("Compare"), compare or _nothing, "columns-3", enabled=compare is not None),
        Entry(tr("Copy this event"), copy, "copy", tr("Ctrl+C")),
        Entry(inside, unfold or _nothing, "chevron-down", tr("Space"), unfold is not None),
    )


def _nothing() -> None:
    """Do nothing: the line can't be chosen."""
