"""The cookies of an environment."""

from inspector.gui.screens.screen import TOOLS, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    title = tr("Cookies")
    showing = Command("cookies", title, TOOLS, icon="cookie", after="mocklab")
    return (
        Screen(
            kind="cookies",
            title=title,
            page="inspector.gui.cookies.cookies_page:CookiesPage",
            icon="cookie",
            single=True,
            commands=(showing,),
            provider="inspector.gui.cookies.commands:OpeningCookies",
            returning="inspector.gui.cookies.returning:CookiesReturning",
            promise="kept",
        ),
    )
