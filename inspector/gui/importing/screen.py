"""What would come in with a collection of another program."""

from inspector.gui.screens.screen import Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="import",
            wide=True,
            title=tr("Import"),
            page="inspector.gui.importing.import_page:ImportPage",
            icon="download",
            returning="inspector.gui.importing.returning:ImportReturning",
        ),
    )
