"""Comparisons of attempts."""

from inspector.gui.screens.screen import DIAGNOSE, VIEW, Command, RailPlace, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="compare",
            wide=True,
            title=tr("Compare"),
            page="inspector.gui.compare.compare_page:ComparePage",
            icon="columns-3",
            commands=_commands(),
            provider="inspector.gui.compare.commands:Comparing",
            place=RailPlace(3, tr("Compare"), "columns-3", "show-compare"),
            promise="kept",
            returning="inspector.gui.compare.returning:CompareReturning",
        ),
    )


def _commands() -> tuple[Command, ...]:
    return (
        Command(
            "show-compare",
            tr("Compare"),
            VIEW,
            ("Alt+3",),
            ("Alt+Ctrl+3",),
            after="show-history",
        ),
        Command(
            "compare-previous",
            tr("Compare with the attempt before"),
            DIAGNOSE,
            ("Ctrl+D",),
            icon="columns-3",
            after="inspect-token",
        ),
        Command(
            "compare-pasted",
            tr("Compare with what works elsewhere (clipboard)"),
            DIAGNOSE,
            after="compare-previous",
        ),
    )
