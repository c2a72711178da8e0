"""Writes a credential matrix as Markdown, HTML, JSON or CSV, every text masked once more."""

import csv
import html
import io

import msgspec

from inspector.disk.encoding import encoded
from inspector.model.matrix import Cell, Matrix
from inspector.protocol.page_head import head
from inspector.protocol.redaction import KnownValues, masked_text
from inspector.wording import tr

ENDINGS = {".md": "Markdown", ".html": "HTML", ".json": "JSON", ".csv": "CSV"}
_STYLE = (
    "body{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#15171c}"
    "table{border-collapse:collapse}th,td{border:1px solid #d8dbe3;padding:4px 8px;"
    "text-align:left;vertical-align:top}.bad{background:#fdeef0}.good{background:#e2f5f0}"
)


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
    return _html(clean) if ending == ".html" else _markdown(clean)


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


def _rows(matrix: Matrix) -> list[tuple[str, list[Cell]]]:
    return [
        (name, [cell for cell in matrix.cells if cell.row == row])
        for row, name in enumerate(matrix.requests)
    ]


def _sent(matrix: Matrix) -> str:
    return tr("Requests sent: {count}. {stopped}", count=matrix.exchanges, stopped=matrix.stopped)


def _markdown(matrix: Matrix) -> str:
    lines = [f"# {tr('Credential matrix')}", "", _sent(matrix).rstrip(), ""]
    lines += [_row([tr("Request"), *matrix.credentials])]
    lines.append(_row(["---"] * (len(matrix.credentials) + 1)))
    lines += [_row([name, *map(cell_text, cells)]) for name, cells in _rows(matrix)]
    lines += ["", *(f"- {name}: {detail}" for name, detail in _details(matrix))]
    return "\n".join(lines).rstrip() + "\n"


def _details(matrix: Matrix) -> list[tuple[str, str]]:
    pairs = zip(matrix.credentials, matrix.details, strict=False)
    return [(name, detail) for name, detail in pairs if detail]


def _row(cells: list[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _html(matrix: Matrix) -> str:
    title = tr("Credential matrix")
    heads = "".join(
        f"<th>{html.escape(name)}</th>" for name in (tr("Request"), *matrix.credentials)
    )
    body = "".join(
        f"<tr><th>{html.escape(name)}</th>{''.join(map(_td, cells))}</tr>"
        for name, cells in _rows(matrix)
    )
    top = f"<h1>{html.escape(title)}</h1><p>{html.escape(_sent(matrix))}</p>"
    return (
        f"{head(title, _STYLE)}<body>{top}"
        f"<table><tr>{heads}</tr>{body}</table>{_html_details(matrix)}</body></html>\n"
    )


def _html_details(matrix: Matrix) -> str:
    items = (
        f"<li>{html.escape(name)}: {html.escape(detail)}</li>" for name, detail in _details(matrix)
    )
    listed = "".join(items)
    return f"<ul>{listed}</ul>" if listed else ""


def _td(cell: Cell) -> str:
    kind = "" if cell.not_run else "good" if cell.accepted else "bad"
    return f'<td class="{kind}">{html.escape(cell_text(cell))}</td>'


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv(matrix: Matrix) -> str:
    """Return a line a cell, for tables and scripts."""
    details = dict(_details(matrix))
    kept = io.StringIO()
    lines = csv.writer(kept, lineterminator="\n")
    lines.writerow(_COLUMNS)
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
        lines.writerow(_harmless(each) for each in row)
    return kept.getvalue()


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


def _harmless(value: object) -> str:
    """Return a field that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
