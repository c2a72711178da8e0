"""Builds the menu bar from the declared commands."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from inspector.gui.screens.commands import commands, menu_titles
from inspector.gui.state.actions import Actions
from inspector.gui.theme import Theme


def build_menus(bar: QMenuBar, actions: Actions, theme: Theme) -> None:
    """Fill the menu bar; what can't be done now is grey whenever a menu opens."""
    icons = _Icons(actions, theme, bar)
    menus = {name: bar.addMenu(title) for name, title in menu_titles().items()}
    for name, menu in menus.items():
        menu.setObjectName(f"menu_{name}")
        menu.aboutToShow.connect(actions.refresh)
        menu.aboutToShow.connect(icons.draw)
    for command in commands():
        menu = menus[command.menu]
        if command.apart:
            menu.addSeparator()
        menu.addAction(actions.action(command.id))
    _give_roles(actions)


def _give_roles(actions: Actions) -> None:
    """Let macOS move these to the place where people look for them there."""
    for name, role in (
        ("settings", QAction.MenuRole.PreferencesRole),
        ("about", QAction.MenuRole.AboutRole),
        ("quit", QAction.MenuRole.QuitRole),
    ):
        actions.action(name).setMenuRole(role)


class _Icons(QObject):
    """Draws the icons when a menu is first opened, and again after a change of the theme."""

    def __init__(self, actions: Actions, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self._drawn = False
        theme.changed.connect(self._forget)

    def draw(self) -> None:
        """Give the commands their icons in the colours of the theme."""
        if not self._drawn:
            self._drawn = True
            for command in commands():
                if command.icon:
                    self._actions.action(command.id).setIcon(self._theme.icon(command.icon))

    def _forget(self) -> None:
        self._drawn = False


def entries(menu: QMenu) -> list[str]:
    """Return the texts of a menu, separators as empty texts."""
    return [action.text() for action in menu.actions()]
