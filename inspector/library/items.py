"""Makes TOML items from plain values: long texts in ''' blocks, rows one a line."""

import re
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable, Item, String, StringType, Table, Trivia

from inspector.library.plain import InClear, Plain

_NOT_IN_BLOCK = re.compile(r"'''|[\x00-\x08\x0b-\x1f\x7f]|'\Z")


def item(value: Any) -> Item:
    """Return the item that stands after a `key =`."""
    if isinstance(value, InClear):
        return item({"ask": value.name})
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        return _array(value)
    if isinstance(value, str):
        return _text(value)
    made: Item = tomlkit.item(value)
    return made


def table(values: Plain) -> Table:
    """Return a `[table]` of the values."""
    made = tomlkit.table()
    for key, value in values.items():
        made.append(key, item(value))
    return made


def _inline(values: Plain) -> InlineTable:
    made = tomlkit.inline_table()
    for key, value in values.items():
        made.append(key, item(value))
    return made


def _array(values: list[Any]) -> Array:
    made = tomlkit.array()
    for value in values:
        made.append(item(value))
    if any(isinstance(value, dict) for value in values):
        made.multiline(multiline=True)
    return made


def _text(value: str) -> Item:
    if "\n" in value and not _NOT_IN_BLOCK.search(value):
        # The line end after the opening quotes is not part of the value.
        return String(StringType.MLL, value, "\n" + value, Trivia())
    return tomlkit.string(value)
