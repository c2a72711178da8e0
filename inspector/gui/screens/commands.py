"""Every command of the window: those declared here, and those of the rooms' screens and panels."""

from collections.abc import Iterable
from functools import cache

from inspector.gui.screens.registry import panels, screens
from inspector.gui.screens.screen import (
    DIAGNOSE,
    EDIT,
    FILE,
    HELP,
    REQUEST,
    TOOLS,
    VIEW,
    WINDOW,
    Command,
)
from inspector.wording import tr

TAB_KEYS = range(1, 10)


@cache
def menu_titles() -> dict[str, str]:
    """Return the menus in their order."""
    return {
        FILE: tr("&File"),
        EDIT: tr("&Edit"),
        VIEW: tr("&View"),
        REQUEST: tr("&Request"),
        DIAGNOSE: tr("&Diagnose"),
        TOOLS: tr("&Tools"),
        WINDOW: tr("&Window"),
        HELP: tr("&Help"),
    }


@cache
def commands() -> tuple[Command, ...]:
    """Return all commands in the order of the menus."""
    own = (*_file(), *_edit(), *_view(), *_request(), *_diagnose(), *_tools(), *_window())
    rooms = [panel.command for panel in panels().values()]
    rooms += [command for screen in screens().values() for command in screen.commands]
    placed = in_order((*own, *rooms))
    return tuple(each for menu in menu_titles() for each in placed if each.menu == menu)


def in_order(declared: Iterable[Command]) -> list[Command]:
    """Put each command behind the one it names; raises ValueError where there is none such."""
    placed: list[Command] = []
    names: set[str] = set()
    waiting = list(declared)
    while waiting:
        ready = [each for each in waiting if not each.after or each.after in names]
        if not ready:
            raise ValueError(f"no command to stand behind: {[each.id for each in waiting]}")
        names.update(each.id for each in ready)
        waiting = [each for each in waiting if each.id not in names]
        for each in ready:
            placed.insert(_behind(each, placed), each)
    return placed


def _behind(command: Command, placed: list[Command]) -> int:
    if not command.after:
        return len(placed)
    return next(n for n, each in enumerate(placed, 1) if each.id == command.after)


def _file() -> tuple[Command, ...]:
    return (
        Command("new-tab", tr("New request"), FILE, ("Ctrl+T",), icon="plus"),
        Command("new-window", tr("New window"), FILE, ("Ctrl+Shift+N",)),
        Command("open-file", tr("Open file…"), FILE, ("Ctrl+O",), icon="file-up"),
        Command("open-folder", tr("Open folder…"), FILE, icon="folder-open"),
        Command(
            "paste-anything",
            tr("Paste and open"),
            FILE,
            ("Ctrl+Shift+V",),
            icon="clipboard-paste",
        ),
        Command("save", tr("Save"), FILE, ("Ctrl+S",), icon="save", apart=True),
        Command("export", tr("Export findings…"), FILE, ("Ctrl+Shift+S",), icon="download"),
        Command("save-body", tr("Save the reply's body…"), FILE),
        Command("open-body", tr("Open the reply's body with…"), FILE, icon="external-link"),
        Command("keep-example", tr("Keep the answer as an example"), FILE),
        Command("keep-in-history", tr("Keep in the history"), FILE, icon="history"),
        Command("import-collection", tr("Import a collection…"), FILE),
        Command("import-history", tr("Import a HAR or log into the history…"), FILE),
        Command("close-tab", tr("Close tab"), FILE, ("Ctrl+W",), apart=True),
        Command("reopen-tab", tr("Reopen closed tab"), FILE, ("Ctrl+Shift+T",)),
        Command("quit", tr("Quit"), FILE, ("Ctrl+Q",), apart=True),
    )


def _edit() -> tuple[Command, ...]:
    return (
        Command("undo", tr("Undo"), EDIT, ("Ctrl+Z",), icon="undo-2"),
        Command("redo", tr("Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo-2"),
        Command("find", tr("Find"), EDIT, ("Ctrl+F",), icon="search", apart=True),
        Command(
            "search-collections",
            tr("Search in all requests"),
            EDIT,
            ("Ctrl+Shift+K",),
            icon="search",
        ),
        Command("filter-body", tr("Filter by JSONPath"), EDIT, ("Ctrl+Shift+F",), icon="filter"),
        Command("copy-path", tr("Copy the JSONPath"), EDIT, ("Ctrl+Shift+P",), icon="copy"),
        Command(
            "copy-curl",
            tr("Copy as cURL, masked"),
            EDIT,
            ("Ctrl+Shift+C",),
            icon="copy",
            apart=True,
        ),
        Command("reveal", tr("Reveal focused secret"), EDIT, ("Ctrl+Shift+H",), icon="eye"),
    )


def _view() -> tuple[Command, ...]:
    return (
        Command("palette", tr("Command palette"), VIEW, ("Ctrl+K",), icon="search"),
        Command("toggle-sidebar", tr("Sidebar"), VIEW, ("Ctrl+B",), checkable=True, apart=True),
        Command("toggle-below", tr("Response below"), VIEW, checkable=True),
        Command("toggle-notes", tr("Notes at line ends"), VIEW, checkable=True, apart=True),
        Command("toggle-secrets", tr("Secrets hidden"), VIEW, checkable=True),
        Command("toggle-presentation", tr("Presentation mode"), VIEW, checkable=True),
        Command("theme-system", tr("Theme as the system"), VIEW, apart=True),
        Command("theme-light", tr("Light theme"), VIEW),
        Command("theme-dark", tr("Dark theme"), VIEW),
        Command("larger", tr("Larger"), VIEW, ("Ctrl++", "Ctrl+="), apart=True),
        Command("smaller", tr("Smaller"), VIEW, ("Ctrl+-",)),
        Command("usual-size", tr("Usual size"), VIEW, ("Ctrl+0",)),
        Command("next-pane", tr("Next pane"), VIEW, ("F6",), apart=True),
        Command("previous-pane", tr("Previous pane"), VIEW, ("Shift+F6",)),
    )


def _request() -> tuple[Command, ...]:
    return (
        Command("send", tr("Send"), REQUEST, ("Ctrl+Return", "Ctrl+Enter"), icon="send"),
        Command("stop", tr("Stop"), REQUEST, ("Esc",), ("Ctrl+.",), icon="square"),
        Command("run-collection", tr("Run the collection…"), REQUEST, icon="play"),
        Command("focus-url", tr("Go to the address"), REQUEST, ("Ctrl+L",), apart=True),
        Command("choose-environment", tr("Choose environment"), REQUEST, ("Ctrl+E",), apart=True),
        Command("older", tr("Older answer"), REQUEST, ("Alt+Left",), ("Ctrl+[",), apart=True),
        Command("newer", tr("Newer answer"), REQUEST, ("Alt+Right",), ("Ctrl+]",)),
        Command("renew-token", tr("Renew the token now"), REQUEST, icon="refresh-cw", apart=True),
        Command("show-token", tr("Show the token"), REQUEST),
        Command("try-kept-token", tr("Try the kept token"), REQUEST),
        Command("log-out-token", tr("Log out of the token"), REQUEST),
        Command("forget-token", tr("Forget the token here"), REQUEST),
        Command("register-client", tr("Register this program at the login provider"), REQUEST),
        Command("withdraw-client", tr("Withdraw the registered client"), REQUEST),
    )


def _diagnose() -> tuple[Command, ...]:
    return (
        Command("apply-fix", tr("Apply the first fix"), DIAGNOSE, ("Alt+Return", "Alt+Enter")),
        Command("undo-fix", tr("Undo the fix"), DIAGNOSE, icon="undo-2"),
        Command(
            "run-experiments",
            tr("Run experiments"),
            DIAGNOSE,
            ("Ctrl+Shift+E",),
            icon="flask-conical",
        ),
        Command("next-evidence", tr("Next evidence"), DIAGNOSE, ("F8",), apart=True),
        Command("previous-evidence", tr("Previous evidence"), DIAGNOSE, ("Shift+F8",)),
        Command("show-verdict", tr("Go to the verdict"), DIAGNOSE),
        Command("fold-verdict", tr("Fold or unfold the verdict"), DIAGNOSE, ("Ctrl+J",)),
        Command("open-story", tr("Story as a tab"), DIAGNOSE, icon="route"),
        Command("copy-answer", tr("Copy the answer"), DIAGNOSE, icon="copy"),
        Command("find-in-log", tr("Find this attempt in a log…"), DIAGNOSE, icon="scan-search"),
        Command("show-connection", tr("Connection and certificates"), DIAGNOSE, apart=True),
    )


def _tools() -> tuple[Command, ...]:
    return (
        Command(
            "demo", tr("Watch an expired token being solved"), TOOLS, icon="play", after="mocklab"
        ),
        Command(
            "vault-status",
            tr("Where secrets are kept"),
            TOOLS,
            icon="lock",
            after="demo",
            apart=True,
        ),
    )


def _window() -> tuple[Command, ...]:
    go = tuple(
        Command(
            f"tab-{number}",
            tr("Tab {number}", number=number),
            WINDOW,
            (f"Ctrl+{number}",),
            apart=number == TAB_KEYS[0],
        )
        for number in TAB_KEYS
    )
    return (
        Command("next-tab", tr("Next tab"), WINDOW, ("Ctrl+Tab", "Ctrl+PgDown")),
        Command("previous-tab", tr("Previous tab"), WINDOW, ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
        Command("list-tabs", tr("All tabs"), WINDOW, ("Ctrl+Shift+O",), icon="list"),
        *go,
    )
