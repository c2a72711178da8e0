"""Runs of saved requests."""

from inspector.gui.screens.screen import Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="run",
            wide=True,
            title=tr("Run"),
            page="inspector.gui.running.run_page:RunPage",
            icon="play",
            promise="kept",
            returning="inspector.gui.library.returning:RunReturning",
        ),
    )
