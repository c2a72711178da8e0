"""Masks known secrets in every text of a comparison."""

from collections.abc import Iterator
from typing import Any

import msgspec

from inspector.compare.masking import Masking
from inspector.compare.records import Cell, CodeLine, Line, Section

_OWN = frozenset(
    {"state", "weight", "turned", "certainty", "form"}
)  # our words, never recorded text


def veiled(value: Any, masking: Masking) -> Any:
    """Return a comparison, or a part of one, without the known secrets in its texts."""
    if type(value) is str:
        return masking.text(value)
    if isinstance(value, tuple):
        return tuple(veiled(item, masking) for item in value)
    if isinstance(value, Section | Line) and not masking.hides("\n".join(_texts(value))):
        return value  # as nearly always: looking through it at once is ten times as quick
    if isinstance(value, Cell | CodeLine):
        return _marked(value, masking)
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
        yield from (line.text for row in part.code for line in row if line is not None)
        return
    yield part.name
    for cell in part.cells:
        if cell is not None:
            yield cell.text
            yield cell.note


def _marked(value: Cell | CodeLine, masking: Masking) -> Cell | CodeLine:
    """Mask a text; marks that stood elsewhere in it are gone with what was masked."""
    text = masking.text(value.text)
    marks = value.marks if text == value.text else ()
    if isinstance(value, CodeLine):
        return msgspec.structs.replace(value, text=text, marks=marks)
    return msgspec.structs.replace(value, text=text, note=masking.text(value.note), marks=marks)
