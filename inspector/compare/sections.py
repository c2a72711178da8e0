"""What each aspect tells of the columns of a comparison, line beside line, bodies laid out."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from inspector.compare.aligning import lines
from inspector.compare.code_rows import code_rows, form_of
from inspector.compare.fact import Aspect
from inspector.compare.records import Section
from inspector.compare.registry import all_aspects
from inspector.compare.side import Side


def sections(sides: Sequence[Side]) -> Iterator[Section]:
    """Yield the sections in which at least one column has something."""
    accepted = [side.accepted for side in sides]
    for aspect in all_aspects():
        columns = [list(aspect.facts(side)) for side in sides]
        facts = lines(columns, accepted)
        if facts:
            section = Section(id=aspect.ID, title=aspect.title(), lines=facts)
            yield _laid_out(section, aspect, sides, tuple(map(bool, columns)))


def _laid_out(
    section: Section, aspect: Aspect, sides: Sequence[Side], there: tuple[bool, ...]
) -> Section:
    """Return a section with its bodies laid out, if each can be.

    there: whether each column has a body.
    """
    code = getattr(aspect, "code", None)
    if code is None:
        return section
    columns = [tuple(code(side)) for side in sides]
    if not all(column or not some for column, some in zip(columns, there, strict=True)):
        return section
    return replace(section, code=code_rows(columns, section.lines), form=form_of(columns))
