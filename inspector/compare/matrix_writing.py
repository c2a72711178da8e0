"""Writes a credential matrix as Markdown, HTML, JSON or CSV, every text masked once more."""

import msgspec

from inspector.disk.encoding import encoded
from inspector.model.matrix import Cell, Matrix
from inspector.protocol.page_head import head
from inspector.protocol.redaction import KnownValues, masked_text
from inspector.wording import tr
from inspector.wording.spreadsheets import csv_text
from inspector.wording.templates import filled, style

ENDINGS = {".md": "Markdown", ".html": "HTML", ".json": "JSON", ".csv": "CSV"}


class Written(msgspec.Struct, frozen=True):
    """A cell as one line, and whether it is good or bad."""

    state: str
    text: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A request with its cells."""

    name: str
    cells: tuple[Written, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a matrix says to people. details: of the credentials that have any."""

    title: str
    sent: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    details: tuple[tuple[str, str], ...]


def written(matrix: Matrix, ending: str, known: tuple[str, ...] = ()) -> str:
    """Return the matrix in the format of that file ending; Markdown for any other.

    known: secrets that must not be in it. What was sent and received is left out.
    """
    values = KnownValues(known)
    clean = _masked(matrix, values)
    if ending == ".json":
        return msgspec.json.format(encoded(clean), indent=2).decode() + "\n"
    if ending == ".csv":
        return _csv(clean)
    made = _report(clean)
    if ending == ".html":
        return filled("matrix.html", report=made, head=head(made.title, style("matrix.css")))
    return filled("matrix.md", report=made)


def cell_text(cell: Cell) -> str:
    """Return a cell as one line: sign, status, what it means."""
    if cell.not_run:
        return f"– {tr('Not run')}: {cell.not_run}"
    sign = "✓" if cell.accepted else "✗"
    status = str(cell.status) if cell.status is not None else tr("No reply")
    meaning = cell.title or (tr("Accepted") if cell.accepted else "")
    same = tr("(same refusal as {credential})", credential=cell.same_as) if cell.same_as else ""
    return " ".join(filter(None, (sign, status, meaning, same)))


def _masked(matrix: Matrix, known: KnownValues) -> Matrix:
    def clean(text: str) -> str:
        return masked_text(text, known)

    cells = (
        msgspec.structs.replace(
            cell,
            request=clean(cell.request),
            credential=clean(cell.credential),
            title=clean(cell.title),
            same_as=clean(cell.same_as),
            not_run=clean(cell.not_run),
            attempt=None,
        )
        for cell in matrix.cells
    )
    return msgspec.structs.replace(
        matrix,
        requests=tuple(map(clean, matrix.requests)),
        credentials=tuple(map(clean, matrix.credentials)),
        details=tuple(map(clean, matrix.details)),
        cells=tuple(cells),
    )


def _report(matrix: Matrix) -> Report:
    sent = tr("Requests sent: {count}. {stopped}", count=matrix.exchanges, stopped=matrix.stopped)
    return Report(
        title=tr("Credential matrix"),
        sent=sent,
        columns=matrix.credentials,
        rows=tuple(
            Row(name=name, cells=tuple(_written(cell) for cell in matrix.cells if cell.row == row))
            for row, name in enumerate(matrix.requests)
        ),
        details=_details(matrix),
    )


def _written(cell: Cell) -> Written:
    return Written("" if cell.not_run else "good" if cell.accepted else "bad", cell_text(cell))


def _details(matrix: Matrix) -> tuple[tuple[str, str], ...]:
    pairs = zip(matrix.credentials, matrix.details, strict=False)
    return tuple((name, detail) for name, detail in pairs if detail)


def _csv(matrix: Matrix) -> str:
    """Return a line a cell, for tables and scripts."""
    details = dict(_details(matrix))
    rows = []
    for cell in matrix.cells:
        accepted = "" if cell.accepted is None else "yes" if cell.accepted else "no"
        row = (
            cell.request,
            cell.credential,
            details.get(cell.credential, ""),
            cell.status,
            accepted,
            cell.cause or "",
            cell.finding,
            cell.title,
            cell.certainty or "",
            cell.same_as,
            cell.not_run,
        )
        rows.append(row)
    return csv_text(_COLUMNS, rows)


_COLUMNS = (
    "request",
    "credential",
    "detail",
    "status",
    "accepted",
    "cause",
    "finding",
    "title",
    "certainty",
    "same refusal as",
    "not run",
)
