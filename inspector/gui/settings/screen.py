"""The settings, each applied as soon as it changes."""

from inspector.gui.screens.screen import FILE, Command, RailPlace, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    title = tr("Settings")
    opening = Command(
        "settings",
        title,
        FILE,
        ("Ctrl+,",),
        icon="settings",
        after="reopen-tab",
        apart=True,
    )
    return (
        Screen(
            kind="settings",
            title=title,
            page="inspector.gui.settings.settings_page:SettingsPage",
            icon="settings",
            single=True,
            commands=(opening,),
            place=RailPlace(1, title, "settings", "settings", foot=True),
        ),
    )
