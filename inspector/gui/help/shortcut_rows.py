"""The shortcuts by menu, found by words. No widgets."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from inspector.gui.state.actions import Actions


class ShortcutRow(NamedTuple):
    """A command with its keys as this system writes them; menu: the id of its menu."""

    menu: str
    text: str
    keys: str


def shortcut_rows(actions: Actions) -> tuple[ShortcutRow, ...]:
    """Return every command that has a shortcut, in the order of the menus."""
    return tuple(_rows(actions))


def matching(rows: Iterable[ShortcutRow], words: str) -> tuple[ShortcutRow, ...]:
    """Return the rows in whose command or keys all the words stand."""
    wanted = words.lower().split()
    return tuple(
        row for row in rows if all(word in f"{row.text} {row.keys}".lower() for word in wanted)
    )


def _rows(actions: Actions) -> Iterator[ShortcutRow]:
    for name, command in actions.commands.items():
        keys = [
            each.toString(QKeySequence.SequenceFormat.NativeText)
            for each in actions.action(name).shortcuts()
        ]
        if keys:
            yield ShortcutRow(command.menu, command.text.replace("&", ""), "   ".join(keys))
