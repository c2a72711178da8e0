"""What would come in with a collection of another program."""

from inspector.gui.screens.screen import FILE, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    take = Command(
        "import-recorded",
        tr("Take the requests into a collection…"),
        FILE,
        icon="download",
        after="keep-in-history",
    )
    return (
        Screen(
            kind="import",
            commands=(take,),
            provider="inspector.gui.importing.commands:RecordedImport",
            wide=True,
            title=tr("Import"),
            page="inspector.gui.importing.import_page:ImportPage",
            icon="download",
            returning="inspector.gui.importing.returning:ImportReturning",
        ),
    )
