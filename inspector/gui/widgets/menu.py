"""Menus made of entries: a text, what it does, an icon; gone when they are closed."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from inspector.gui.theme import Theme
from inspector.presentation.bodies.printable import visible_lines
from inspector.wording import tr


# ---------------- Texts of menus, buttons and tabs whose `&` is no sign of a key
def literal(text: str) -> str:
    """Return a text that shows each `&`; a tab would begin the column of keys in a menu."""
    return visible_lines(text).replace("&", "&&").replace("\t", " ")


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


# ---------------- The menu of a list or table
def offer_menu(
    view: QAbstractItemView, theme: Theme, entries: Callable[[], tuple[Entry, ...]]
) -> None:
    """Let a view have a menu; entries: asked for each time it opens."""

    def show(point: QPoint) -> None:
        menu_of(view, entries(), theme).popup(view.viewport().mapToGlobal(point))

    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.customContextMenuRequested.connect(show)


def copy_entry(view: QAbstractItemView, copy: Callable[[], object]) -> Entry:
    """Return the line that copies what is chosen, as Ctrl+C does."""
    keys = QKeySequence(QKeySequence.StandardKey.Copy)
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    some = view.selectionModel().hasSelection()
    return Entry(tr("Copy"), copy, "copy", shown, some)
