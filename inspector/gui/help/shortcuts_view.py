"""The list of shortcuts, by menu, with a field to find one."""

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from inspector.gui.help.searched_page import Column, Group, Listed, SearchedPage
from inspector.gui.screens.commands import menu_titles
from inspector.gui.state.actions import Actions
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.wording import tr

_KEYS = 300


class ShortcutsView(SearchedPage):
    """What the keys do; the menus show them as well."""

    def __init__(self, document: Document, tools: Tools, parent: QWidget | None = None) -> None:
        listed = Listed(
            name="shortcut",
            columns=(Column(tr("Command")), Column(tr("Keys"), _KEYS, code=True)),
            find=tr("Find a command or key"),
            nothing=tr("No command found"),
            groups=lambda: shortcuts(tools.actions),
        )
        super().__init__(document, tools, listed, parent)


def shortcuts(actions: Actions) -> Iterator[Group]:
    """Return every command that has keys, as this system writes them, by its menu."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for name, command in actions.commands.items():
        keys = [
            each.toString(QKeySequence.SequenceFormat.NativeText)
            for each in actions.action(name).shortcuts()
        ]
        if keys:
            row = (command.text.replace("&", ""), "   ".join(keys))
            rows.setdefault(command.menu, []).append(row)
    for menu, found in rows.items():
        yield Group(menu_titles().get(menu, menu).replace("&", ""), tuple(found))
