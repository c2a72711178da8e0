"""Menus made of entries: a text, what it does, an icon; gone when they are closed."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from inspector.gui.theme import Theme
from inspector.gui.widgets.mnemonics import literal


class Entry(NamedTuple):
    """A line of a menu; without text a separator. keys: only shown, who owns the menu has them."""

    text: str = ""
    do: Callable[[], object] = lambda: None
    icon: str = ""
    keys: str = ""
    enabled: bool = True


def fill(menu: QMenu, entries: tuple[Entry, ...], theme: Theme) -> None:
    """Put the entries into a menu."""
    for each in entries:
        if not each.text:
            menu.addSeparator()
            continue
        text = literal(each.text)
        text = f"{text}\t{each.keys}" if each.keys else text
        action = menu.addAction(text)
        if each.icon:
            action.setIcon(theme.icon(each.icon))
        action.setEnabled(each.enabled)
        action.triggered.connect(lambda _checked=False, do=each.do: do())


def menu_of(parent: QWidget, entries: tuple[Entry, ...], theme: Theme) -> QMenu:
    """Return a menu that goes when it is closed."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    fill(menu, entries, theme)
    return menu
