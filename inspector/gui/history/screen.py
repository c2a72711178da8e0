"""The history of attempts."""

from inspector.gui.screens.screen import VIEW, Command, Panel, RailPlace
from inspector.wording import tr


def panels() -> tuple[Panel, ...]:
    """Return what this room shows in the sidebar."""
    return (
        Panel(
            id="history",
            panel="inspector.gui.history.history_panel:HistoryPanel",
            command=Command(
                "show-history",
                tr("History"),
                VIEW,
                ("Alt+2",),
                ("Alt+Ctrl+2",),
                after="show-requests",
            ),
            place=RailPlace(2, tr("History"), "history", "show-history"),
        ),
    )
