"""Builds the menu bar from the declared commands."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from inspector.gui.state.actions import Actions
from inspector.gui.theme import Theme
from inspector.gui.window.commands import commands, menu_titles

# A separator stands before these commands.
GROUP_STARTS = frozenset(
    {
        "save",
        "close-tab",
        "settings",
        "quit",
        "find",
        "copy-curl",
        "toggle-sidebar",
        "toggle-notes",
        "theme-system",
        "larger",
        "show-requests",
        "next-pane",
        "focus-url",
        "choose-environment",
        "older",
        "next-evidence",
        "show-connection",
        "vault-status",
        "tab-1",
        "guide",
        "about",
    }
)


def build_menus(bar: QMenuBar, actions: Actions, theme: Theme) -> None:
    """Fill the menu bar; what can't be done now is grey whenever a menu opens."""
    menus = {name: bar.addMenu(title) for name, title in menu_titles().items()}
    for name, menu in menus.items():
        menu.setObjectName(f"menu_{name}")
        menu.aboutToShow.connect(actions.refresh)
    for command in commands():
        menu = menus[command.menu]
        if command.id in GROUP_STARTS:
            menu.addSeparator()
        menu.addAction(actions.action(command.id))
    _give_roles(actions)
    _draw_icons(actions, theme)
    theme.changed.connect(lambda: _draw_icons(actions, theme))


def _give_roles(actions: Actions) -> None:
    """Let macOS move these to the place where people look for them there."""
    for name, role in (
        ("settings", QAction.MenuRole.PreferencesRole),
        ("about", QAction.MenuRole.AboutRole),
        ("quit", QAction.MenuRole.QuitRole),
    ):
        actions.action(name).setMenuRole(role)


def _draw_icons(actions: Actions, theme: Theme) -> None:
    for command in commands():
        if command.icon:
            actions.action(command.id).setIcon(theme.icon(command.icon))


def entries(menu: QMenu) -> list[str]:
    """Return the texts of a menu, separators as empty texts."""
    return [action.text() for action in menu.actions()]
