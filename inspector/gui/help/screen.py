"""The user guide, a reference, the shortcuts, the program's own log, and what it is made of."""

from inspector.gui.screens.screen import HELP, Command, Screen
from inspector.wording import tr

_ROOM = "inspector.gui.help"


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
        _screen(guide, tr("User guide"), "guide_view:GuideView"),
        _screen(reference, tr("Reference"), "reference_page:ReferencePage"),
        _screen(shortcuts, tr("Shortcuts"), "shortcuts_view:ShortcutsView"),
        _screen(log, tr("Log"), "log_view:LogView", kind="program-log"),
        _screen(about, tr("About"), "about_view:AboutView"),
    )


def _screen(command: Command, title: str, page: str, kind: str = "") -> Screen:
    return Screen(
        kind=kind or command.id,
        title=title,
        page=f"{_ROOM}.{page}",
        icon="info",
        single=True,
        commands=(command,),
    )
