"""The tab of a file while it is being read."""

from inspector.gui.screens.screen import Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="reading",
            title=tr("Reading"),
            page="inspector.gui.opening.reading_page:ReadingPage",
            icon="hourglass",
        ),
    )
