"""The environments and their variables."""

from inspector.gui.screens.screen import REQUEST, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    title = tr("Environments")
    return (
        Screen(
            kind="environments",
            title=title,
            page="inspector.gui.environments.environments_page:EnvironmentsPage",
            icon="globe",
            single=True,
            commands=(Command("environments", title, REQUEST, after="choose-environment"),),
        ),
    )
