"""A request as code."""

from inspector.gui.screens.screen import EDIT, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    show = Command("show-code", tr("Request as code"), EDIT, icon="file-text", after="copy-curl")
    copy = Command("copy-curl-runnable", tr("Copy as cURL, runnable"), EDIT, after="copy-curl")
    return (
        Screen(
            kind="code",
            title=tr("Code"),
            page="inspector.gui.export.code_page:CodePage",
            icon="file-text",
            commands=(copy, show),
            provider="inspector.gui.export.commands:Coding",
        ),
    )
