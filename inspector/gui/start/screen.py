"""The first page, shown while no other tab is open."""

from inspector.gui.screens.screen import HELP, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="start",
            title=tr("Start"),
            page="inspector.gui.start.start_page:StartPage",
            icon="house",
            single=True,
            commands=(Command("start", tr("Start page"), HELP, icon="house"),),
        ),
    )
