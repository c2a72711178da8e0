"""Declares every command of the window once: id, text, menu and shortcuts.

Keys are portable text: "Ctrl" is the command key on macOS; `mac` has those that differ there.
"""

from functools import cache

from inspector.gui.state.actions import Command
from inspector.wording import tr

FILE, EDIT, VIEW, REQUEST = "file", "edit", "view", "request"
DIAGNOSE, TOOLS, WINDOW, HELP = "diagnose", "tools", "window", "help"
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
    return (
        *_file(),
        *_edit(),
        *_view(),
        *_request(),
        *_diagnose(),
        *_tools(),
        *_window(),
        *_help(),
    )


def _file() -> tuple[Command, ...]:
    return (
        Command("new-tab", tr("New request"), FILE, ("Ctrl+T",), icon="plus"),
        Command("open-file", tr("Open file…"), FILE, ("Ctrl+O",), icon="file-up"),
        Command("open-folder", tr("Open folder…"), FILE, icon="folder-open"),
        Command(
            "paste-anything",
            tr("Paste and open"),
            FILE,
            ("Ctrl+Shift+V",),
            icon="clipboard-paste",
        ),
        Command("save", tr("Save"), FILE, ("Ctrl+S",), icon="save"),
        Command("export", tr("Export findings…"), FILE, ("Ctrl+Shift+S",), icon="download"),
        Command("keep-in-history", tr("Keep in the history"), FILE, icon="history"),
        Command("import-history", tr("Import a HAR or log into the history…"), FILE),
        Command("close-tab", tr("Close tab"), FILE, ("Ctrl+W",)),
        Command("reopen-tab", tr("Reopen closed tab"), FILE, ("Ctrl+Shift+T",)),
        Command("settings", tr("Settings"), FILE, ("Ctrl+,",), icon="settings"),
        Command("quit", tr("Quit"), FILE, ("Ctrl+Q",)),
    )


def _edit() -> tuple[Command, ...]:
    return (
        Command("undo", tr("Undo"), EDIT, ("Ctrl+Z",), icon="undo-2"),
        Command("redo", tr("Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo-2"),
        Command("find", tr("Find"), EDIT, ("Ctrl+F",), icon="search"),
        Command("copy-curl", tr("Copy as cURL, masked"), EDIT, ("Ctrl+Shift+C",), icon="copy"),
        Command("reveal", tr("Reveal focused secret"), EDIT, ("Ctrl+Shift+H",), icon="eye"),
    )


def _view() -> tuple[Command, ...]:
    return (
        Command("palette", tr("Command palette"), VIEW, ("Ctrl+K",), icon="search"),
        Command("toggle-sidebar", tr("Sidebar"), VIEW, ("Ctrl+B",), checkable=True),
        Command("toggle-below", tr("Response below"), VIEW, checkable=True),
        Command("toggle-notes", tr("Notes at line ends"), VIEW, checkable=True),
        Command("toggle-secrets", tr("Secrets hidden"), VIEW, checkable=True),
        Command("toggle-presentation", tr("Presentation mode"), VIEW, checkable=True),
        Command("theme-system", tr("Theme as the system"), VIEW),
        Command("theme-light", tr("Light theme"), VIEW),
        Command("theme-dark", tr("Dark theme"), VIEW),
        Command("larger", tr("Larger"), VIEW, ("Ctrl++", "Ctrl+=")),
        Command("smaller", tr("Smaller"), VIEW, ("Ctrl+-",)),
        Command("usual-size", tr("Usual size"), VIEW, ("Ctrl+0",)),
        Command("show-requests", tr("Requests"), VIEW, ("Alt+1",), ("Alt+Ctrl+1",)),
        Command("show-history", tr("History"), VIEW, ("Alt+2",), ("Alt+Ctrl+2",)),
        Command("show-compare", tr("Compare"), VIEW, ("Alt+3",), ("Alt+Ctrl+3",)),
        Command("show-tokens", tr("Tokens"), VIEW, ("Alt+4",), ("Alt+Ctrl+4",)),
        Command("show-mocklab", tr("Mock lab"), VIEW, ("Alt+5",), ("Alt+Ctrl+5",)),
        Command("next-pane", tr("Next pane"), VIEW, ("F6",)),
        Command("previous-pane", tr("Previous pane"), VIEW, ("Shift+F6",)),
    )


def _request() -> tuple[Command, ...]:
    return (
        Command("send", tr("Send"), REQUEST, ("Ctrl+Return", "Ctrl+Enter"), icon="send"),
        Command("stop", tr("Stop"), REQUEST, ("Esc",), ("Ctrl+.",), icon="square"),
        Command("focus-url", tr("Go to the address"), REQUEST, ("Ctrl+L",)),
        Command("choose-environment", tr("Choose environment"), REQUEST, ("Ctrl+E",)),
        Command("environments", tr("Environments"), REQUEST),
        Command("older", tr("Older answer"), REQUEST, ("Alt+Left",), ("Ctrl+[",)),
        Command("newer", tr("Newer answer"), REQUEST, ("Alt+Right",), ("Ctrl+]",)),
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
        Command(
            "inspect-token", tr("Inspect the token"), DIAGNOSE, ("Ctrl+I",), icon="scan-search"
        ),
        Command(
            "compare-previous",
            tr("Compare with the attempt before"),
            DIAGNOSE,
            ("Ctrl+D",),
            icon="columns-3",
        ),
        Command("compare-pasted", tr("Compare with what works elsewhere (clipboard)"), DIAGNOSE),
        Command("credential-matrix", tr("Try credentials against requests…"), DIAGNOSE),
        Command("next-evidence", tr("Next evidence"), DIAGNOSE, ("F8",)),
        Command("previous-evidence", tr("Previous evidence"), DIAGNOSE, ("Shift+F8",)),
        Command("show-verdict", tr("Go to the verdict"), DIAGNOSE),
        Command("copy-answer", tr("Copy the answer"), DIAGNOSE, icon="copy"),
        Command("find-in-log", tr("Find this attempt in a log…"), DIAGNOSE, icon="scan-search"),
        Command("show-connection", tr("Connection and certificates"), DIAGNOSE),
    )


def _tools() -> tuple[Command, ...]:
    return (
        Command("mocklab", tr("Open Mock lab"), TOOLS, icon="flask-conical"),
        Command("demo", tr("Watch an expired token being solved"), TOOLS, icon="play"),
        Command("vault-status", tr("Where secrets are kept"), TOOLS, icon="lock"),
    )


def _window() -> tuple[Command, ...]:
    go = tuple(
        Command(f"tab-{number}", tr("Tab {number}", number=number), WINDOW, (f"Ctrl+{number}",))
        for number in TAB_KEYS
    )
    return (
        Command("next-tab", tr("Next tab"), WINDOW, ("Ctrl+Tab", "Ctrl+PgDown")),
        Command("previous-tab", tr("Previous tab"), WINDOW, ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
        *go,
    )


def _help() -> tuple[Command, ...]:
    return (
        Command("start", tr("Start page"), HELP, icon="house"),
        Command("guide", tr("User guide"), HELP, ("F1",)),
        Command("shortcuts", tr("Shortcuts"), HELP, ("Ctrl+/",), icon="keyboard"),
        Command("log", tr("Log"), HELP, icon="file-text"),
        Command("about", tr("About Request Inspector"), HELP, icon="info"),
    )
