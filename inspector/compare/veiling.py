"""Masks known secrets in every text of a comparison: names of fields and cookies may hold them."""

from typing import Any

import msgspec

from inspector.compare.records import Cell
from inspector.protocol.redaction import KnownValues, masked_text

_OWN = frozenset({"state", "weight", "turned", "certainty"})  # our words, never recorded text


def veiled(value: Any, known: KnownValues) -> Any:
    """Return a comparison, or a part of one, without the known secrets in its texts."""
    if type(value) is str:
        return masked_text(value, known) if known.spans(value) else value
    if isinstance(value, tuple):
        return tuple(veiled(item, known) for item in value)
    if isinstance(value, Cell):
        return _cell(value, known)
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.asdict(value).items()
        changed = {name: veiled(item, known) for name, item in fields if name not in _OWN}
        return msgspec.structs.replace(value, **changed)
    return value


def _cell(cell: Cell, known: KnownValues) -> Cell:
    """Mask a cell; marks that stood elsewhere in the text are gone with it."""
    text, note = veiled(cell.text, known), veiled(cell.note, known)
    marks = cell.marks if text == cell.text else ()
    return msgspec.structs.replace(cell, text=text, note=note, marks=marks)
