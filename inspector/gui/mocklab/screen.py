"""The practice server on this computer."""

from inspector.gui.screens.screen import TOOLS, VIEW, Command, RailPlace, Screen
from inspector.wording import tr

_ICON = "flask-conical"


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    title = tr("Mock lab")
    showing = Command("show-mocklab", title, VIEW, ("Alt+6",), ("Alt+Ctrl+6",), after="show-vault")
    return (
        Screen(
            kind="mocklab",
            wide=True,
            title=title,
            page="inspector.gui.mocklab.mocklab_page:MockLabPage",
            icon=_ICON,
            single=True,
            commands=(Command("mocklab", tr("Open Mock lab"), TOOLS, icon=_ICON), showing),
            place=RailPlace(6, title, _ICON, "show-mocklab"),
        ),
    )
