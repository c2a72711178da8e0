"""The menu of a list or table: by right click, and by the menu key for the row with the focus."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from inspector.gui.theme import Theme
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.wording import tr


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
