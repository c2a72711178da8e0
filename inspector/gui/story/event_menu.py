"""What can be done with the chosen event of a story, as a menu."""

from collections.abc import Callable
from typing import NamedTuple

from inspector.gui.widgets.menu import Entry
from inspector.wording import tr

Do = Callable[[], object]


class EventMenu(NamedTuple):
    """What each line does; None where it can't be done. unfold: show what is in the step.

    only: show only the entries in which the credential lives; every: show all of them again.
    """

    show: Do
    compare: Do | None
    copy: Do
    unfold: Do | None
    only: Do | None
    every: Do | None


def event_lines(doing: EventMenu) -> tuple[Entry, ...]:
    """Return the lines of the menu."""
    show, compare, copy, unfold, only, every = doing
    inside = tr("Show what is in this step")
    alone = tr("Filter this credential")
    turn = (
        Entry(tr("Show all entries"), every, "filter", tr("F"))
        if every is not None
        else Entry(alone, only or _nothing, "filter", tr("F"), only is not None)
    )
    return (
        Entry(tr("Open at the byte"), show, "external-link", tr("Enter")),
        Entry(tr("Compare"), compare or _nothing, "columns-3", enabled=compare is not None),
        Entry(tr("Copy this event"), copy, "copy", tr("Ctrl+C")),
        Entry(inside, unfold or _nothing, "chevron-down", tr("Space"), unfold is not None),
        turn,
    )


def _nothing() -> None:
    """Do nothing: the line can't be chosen."""
