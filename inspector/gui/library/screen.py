"""The collections with their saved requests, and the runs of them."""

from inspector.gui.screens.screen import VIEW, Command, Panel, RailPlace, Screen
from inspector.wording import tr


def panels() -> tuple[Panel, ...]:
    """Return what this room shows in the sidebar."""
    return (
        Panel(
            id="requests",
            panel="inspector.gui.library.collections_panel:CollectionsPanel",
            command=Command(
                "show-requests",
                tr("Requests"),
                VIEW,
                ("Alt+1",),
                ("Alt+Ctrl+1",),
                after="usual-size",
                apart=True,
            ),
            place=RailPlace(1, tr("Requests"), "send", "show-requests"),
        ),
    )


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    return (
        Screen(
            kind="run",
            wide=True,
            title=tr("Run"),
            page="inspector.gui.running.run_page:RunPage",
            icon="play",
            promise="kept",
            returning="inspector.gui.library.returning:RunReturning",
        ),
        Screen(
            kind="export-collection",
            title=tr("Export collection"),
            page="inspector.gui.library.export_page:ExportPage",
            icon="file-up",
        ),
        Screen(
            kind="folder-docs",
            title=tr("Documentation"),
            page="inspector.gui.library.folder_docs_page:FolderDocsPage",
            icon="file-text",
        ),
        Screen(
            kind="changes",
            title=tr("Changes"),
            page="inspector.gui.library.changes_page:ChangesPage",
            icon="git-compare-arrows",
        ),
    )
