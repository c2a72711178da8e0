"""Changes a TOML document where the values differ and leaves every other byte alone."""

from collections.abc import MutableMapping
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array

from inspector.disk.encoding import encoded
from inspector.library.items import item, table
from inspector.library.plain import Plain


def edit(document: tomlkit.TOMLDocument, before: Plain, after: Plain) -> None:
    """Turn the document, which says `before`, into one that says `after`."""
    _tables(document, before, after, top=True)


def _tables(into: MutableMapping[str, Any], before: Plain, after: Plain, *, top: bool) -> None:
    for key in before:
        if key not in after and key in into:
            del into[key]
    for key, value in after.items():
        if key in before and before[key] == value:
            continue
        _set(into, key, before.get(key), value, top=top)


def _set(into: MutableMapping[str, Any], key: str, before: Any, after: Any, *, top: bool) -> None:
    there = into.get(key)
    if isinstance(there, MutableMapping) and _same_kind(before, after):
        _tables(there, before, after, top=False)
    elif isinstance(there, Array) and isinstance(before, list) and isinstance(after, list):
        if len(there) == len(before):
            _rows(there, before, after)
        else:  # a row of the file did not fit, so which is which is not known
            _replace(into, key, after)
    elif isinstance(there, AoT) or (top and isinstance(after, dict)):
        into.pop(key, None)
        into[key] = table(after) if isinstance(after, dict) else item(after)
    else:
        _replace(into, key, after)


def _replace(into: MutableMapping[str, Any], key: str, value: Any) -> None:
    """Put the value in the place of the old one, whose comment stays at the line's end."""
    made = item(value)
    there = into.get(key)
    trivia = getattr(there, "trivia", None)
    if trivia is not None:
        made.trivia.comment_ws = trivia.comment_ws
        made.trivia.comment = trivia.comment
        made.trivia.trail = trivia.trail
    into[key] = made


def _same_kind(before: Any, after: Any) -> bool:
    """Whether both are tables of one kind, so that the first can be turned into the second."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    return bool(before.keys() & after.keys()) and bool(before.get("kind") == after.get("kind"))


def _rows(there: Array, before: list[Any], after: list[Any]) -> None:
    """Change, remove and insert rows; rows that stay keep their comments."""
    steps = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False).get_opcodes()
    for _, start, end, first, last in reversed([step for step in steps if step[0] != "equal"]):
        kept = min(end - start, last - first)
        for number in range(end - 1, start + kept - 1, -1):
            del there[number]
        for offset in range(kept):
            _row(there, start + offset, before[start + offset], after[first + offset])
        for offset in range(kept, last - first):
            there.insert(start + offset, item(after[first + offset]))


def _row(there: Array, number: int, before: Any, after: Any) -> None:
    row = there[number]
    if isinstance(row, MutableMapping) and _same_kind(before, after):
        _tables(row, before, after, top=False)
    else:
        there[number] = item(after)


def _keys(rows: list[Any]) -> list[str]:
    return [encoded(row).decode() for row in rows]
