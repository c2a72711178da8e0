"""Writes a comparison, whose texts are masked already: for people, programs, spreadsheets."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from inspector.compare.records import Cell, Comparison, Line, Section
from inspector.disk.encoding import encoded
from inspector.protocol.page_head import head
from inspector.wording import tr
from inspector.wording.junit import Case, Failure, junit_text
from inspector.wording.spreadsheets import csv_text
from inspector.wording.templates import filled, style

ENDINGS = {".md": "Markdown", ".html": "HTML", ".json": "JSON", ".csv": "CSV", ".xml": "JUnit"}
_SIGNS = {"good": "✓", "bad": "✗", "changed": "✎"}


class Piece(msgspec.Struct, frozen=True):
    """Characters of a cell; marked: they differ from the column before."""

    text: str
    marked: bool


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A cell as it is read: its sign, the text and what is remarked."""

    state: str
    sign: str
    text: str
    note: str
    pieces: tuple[Piece, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line that differs; None where a column has none."""

    name: str
    cells: tuple[Written | None, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The differing lines of a section."""

    title: str
    rows: tuple[Row, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a comparison says to people. steps: what changed from each column to the next."""

    title: str
    text: str
    columns: tuple[str, ...]
    steps: tuple[str, ...]
    tables: tuple[Table, ...]


def written(comparison: Comparison, ending: str) -> str:
    """Return the comparison in the format of that file ending; Markdown for any other."""
    if ending == ".json":
        return _json(comparison)
    made = report(comparison)
    if ending == ".txt":
        return _plain(made)
    if ending == ".csv":
        return _csv(made)
    if ending == ".xml":
        return _junit(comparison, made)
    if ending == ".html":
        top = head(made.title, style("comparison.css"))
        return filled("comparison.html", report=made, head=top)
    return filled("comparison.md", report=made)


def report(comparison: Comparison) -> Report:
    """Return what differs, noise left out."""
    return Report(
        title=comparison.title,
        text=comparison.text,
        columns=tuple(f"{one.mark} {one.label or one.title}".strip() for one in comparison.heads),
        steps=tuple(_steps(comparison)),
        tables=tuple(filter(_has_rows, map(_table, comparison.sections))),
    )


def _json(comparison: Comparison) -> str:
    """Return all lines, those that are the same too; laid-out bodies would say them once more."""
    sections = tuple(replace(section, code=(), form="json") for section in comparison.sections)
    data = encoded(replace(comparison, sections=sections))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def _csv(made: Report) -> str:
    """Return a row for each line that differs, with a column for each attempt."""
    rows: list[tuple[str, ...]] = [("", made.title)]
    for table in made.tables:
        rows += ((table.title, row.name, *map(_cell_text, row.cells)) for row in table.rows)
    return csv_text(("part", "line", *made.columns), rows)


def _junit(comparison: Comparison, made: Report) -> str:
    """Return a test case for each attempt; one that was refused has failed."""
    cases = [
        Case(name, "attempts", failure=Failure(made.text, "\n".join(made.steps)))
        if head_.accepted is False
        else Case(name, "attempts")
        for name, head_ in zip(made.columns, comparison.heads, strict=True)
    ]
    return junit_text(made.title, cases, said=_plain(made))


def _steps(comparison: Comparison) -> Iterator[str]:
    for place, step in enumerate(comparison.steps, 1):
        words = ", ".join(delta.words for delta in step.deltas if delta.weight != "noise")
        yield tr(
            "{before} to {after}: {changes}",
            before=place,
            after=place + 1,
            changes=words or tr("nothing that was sent differs"),
        )


def _table(section: Section) -> Table:
    lines = (line for line in section.lines if line.differs and line.weight != "noise")
    return Table(title=section.title, rows=tuple(map(_row, lines)))


def _has_rows(table: Table) -> bool:
    return bool(table.rows)


def _row(line: Line) -> Row:
    return Row(
        name=line.name, cells=tuple(cell if cell is None else _cell(cell) for cell in line.cells)
    )


def _cell(cell: Cell) -> Written:
    return Written(
        state=cell.state,
        sign=_SIGNS.get(cell.state, ""),
        text=cell.text,
        note=cell.note,
        pieces=tuple(_pieces(cell)),
    )


def _pieces(cell: Cell) -> Iterator[Piece]:
    done = 0
    for start, end in cell.marks:
        yield Piece(cell.text[done:start], marked=False)
        yield Piece(cell.text[start:end], marked=True)
        done = end
    yield Piece(cell.text[done:], marked=False)


def _plain(made: Report) -> str:
    lines = [made.title, *filter(None, [made.text]), ""]
    lines += [f"{place}. {title}" for place, title in enumerate(made.columns, 1)]
    lines += ["", *made.steps]
    for table in made.tables:
        lines += ["", table.title]
        for row in table.rows:
            lines.append(f"  {row.name}")
            lines += [f"    {place}. {_cell_text(c)}" for place, c in enumerate(row.cells, 1)]
    return "\n".join(lines) + "\n"


def _cell_text(cell: Written | None) -> str:
    return "–" if cell is None else " ".join(filter(None, [cell.sign, cell.text, cell.note]))
