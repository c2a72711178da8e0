"""Masks known secrets in every text of a comparison: names of fields and cookies may hold them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from inspector.compare.masking import Masking
from inspector.compare.records import Cell, Line, Section

_OWN = frozenset({"state", "weight", "turned", "certainty"})  # our words, never recorded text


def veiled(value: Any, masking: Masking) -> Any:
    """Return a comparison, or a part of one, without the known secrets in its texts."""
    if type(value) is str:
        return masking.text(value)
    if isinstance(value, tuple):
        return tuple(veiled(item, masking) for item in value)
    if isinstance(value, Section | Line) and not masking.hides("\n".join(_texts(value))):
        return value  # as nearly always: looking through it at once is ten times as quick
    if isinstance(value, Cell):
        return _cell(value, masking)
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value).items()
        changed = {name: veiled(item, masking) for name, item in fields if name not in _OWN}
        return msgspec.structs.replace(value, **changed)
    return value


def _texts(part: Section | Line) -> Iterator[str]:
    """Return all texts of a part in which recorded ones may be."""
    if isinstance(part, Section):
        for line in part.lines:
            yield from _texts(line)
        return
    yield part.name
    for cell in part.cells:
        if cell is not None:
            yield cell.text
            yield cell.note


def _cell(cell: Cell, masking: Masking) -> Cell:
    """Mask a cell; marks that stood elsewhere in the text are gone with it."""
    text, note = masking.text(cell.text), masking.text(cell.note)
    marks = cell.marks if text == cell.text else ()
    return msgspec.structs.replace(cell, text=text, note=note, marks=marks)
