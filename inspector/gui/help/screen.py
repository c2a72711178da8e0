"""The user guide, a reference, the shortcuts, the program's own log, and what it is made of."""

from inspector.gui.screens.screen import HELP, Command, Screen
from inspector.wording import tr


def screens() -> tuple[Screen, ...]:
    """Return what this room shows in a tab."""
    guide = Command("guide", tr("User guide"), HELP, ("F1",), after="start", apart=True)
    reference = Command("reference", tr("Statuses, challenges and codes"), HELP, after="guide")
    keys = ("Ctrl+/",)
    shortcuts = Command(
        "shortcuts", tr("Shortcuts"), HELP, keys, icon="keyboard", after="reference"
    )
    log = Command("log", tr("Log"), HELP, icon="file-text", after="shortcuts")
    about = Command(
        "about", tr("About Request Inspector"), HELP, icon="info", after="log", apart=True
    )
    return (
        _screen(guide, tr("User guide"), "inspector.gui.help.guide_view:GuideView"),
        _screen(reference, tr("Reference"), "inspector.gui.help.searched_page:ReferencePage"),
        _screen(shortcuts, tr("Shortcuts"), "inspector.gui.help.shortcuts_page:ShortcutsView"),
        _screen(log, tr("Log"), "inspector.gui.help.log_view:LogView", kind="program-log"),
        _screen(about, tr("About"), "inspector.gui.help.about_view:AboutView"),
    )


def _screen(command: Command, title: str, page: str, kind: str = "") -> Screen:
    return Screen(
        kind=kind or command.id,
        title=title,
        page=page,
        icon="info",
        single=True,
        commands=(command,),
    )
