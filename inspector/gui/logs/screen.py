"""What servers' logs say about refusals."""

from inspector.gui.screens.screen import Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="log",
            title=tr("Log"),
            page="inspector.gui.logs.log_page:LogPage",
            icon="file-text",
            returning="inspector.gui.logs.returning:LogReturning",
        ),
    )
