"""What a room declares of itself: its screens (tabs), its panels (sidebar) and their commands.

A room of the window has a module `screen` with `screens()`, `panels()` or both; nothing else needs
to know of them. Pages are named here and imported when one is first shown, so that the window
opens quickly.
"""

from typing import NamedTuple

from inspector.presentation.status.remark import Promise

FILE, EDIT, VIEW, REQUEST = "file", "edit", "view", "request"
DIAGNOSE, TOOLS, WINDOW, HELP = "diagnose", "tools", "window", "help"


class Command(NamedTuple):
    """One command.

    keys: shortcuts as portable text, the first is shown; "Ctrl" is the command key on macOS.
    mac: those of macOS where they differ. menu: where it is listed, "" = nowhere. after: the
    command it stands behind, "" = the end of its menu as it is declared. apart: a separator stands
    before it.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    mac: tuple[str, ...] = ()
    checkable: bool = False
    icon: str = ""
    after: str = ""
    apart: bool = False


class RailPlace(NamedTuple):
    """Where the rail shows it: at which place from the top, word, icon, the command of a click.

    foot: at the bottom.
    """

    order: int
    word: str
    icon: str
    command: str
    foot: bool = False


class Screen(NamedTuple):
    """What one kind of document looks like in a tab.

    page: "module:Class", made as Class(document, tools, parent). single: it is opened once for
    each topic, however often it is asked for. commands: each opens it, unless `provider` ("module:
    Class" of the room's module `commands`, made as Class(tools) with the window) carries them out.
    wide: it wants the window's width, so the sidebar is left out beside it until it is asked for
    there. returning: "module:Class" of a module `returning`, which brings it back after a restart
    as `gui/state/returning.py` says.
    """

    kind: str
    title: str
    page: str
    icon: str = ""
    single: bool = False
    commands: tuple[Command, ...] = ()
    provider: str = ""
    place: RailPlace | None = None
    promise: Promise = "private"
    wide: bool = False
    returning: str = ""


class Panel(NamedTuple):
    """What the sidebar shows at a place of the rail: "module:Class", made as Class(tools)."""

    id: str
    panel: str
    command: Command
    place: RailPlace
