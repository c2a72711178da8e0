"""The pages of requests, and of replies that were imported without a request."""

from inspector.gui.screens.screen import Screen
from inspector.wording import tr

_PAGE = "inspector.gui.window.request_page:RequestPage"


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(kind="request", title=tr("New request"), page=_PAGE),
        Screen(
            kind="reply",
            title=tr("New request"),
            page=_PAGE,
            returning="inspector.gui.recording.returning:ReplyReturning",
        ),
    )
