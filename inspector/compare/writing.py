"""Writes a comparison, whose texts are masked already, as text, Markdown, HTML or JSON."""

import html
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from inspector.compare.records import Cell, Comparison, Line
from inspector.disk.encoding import encoded
from inspector.protocol.page_head import head
from inspector.wording import tr

ENDINGS = {".md": "Markdown", ".html": "HTML", ".json": "JSON"}
_SIGNS = {"good": "✓", "bad": "✗", "changed": "✎"}
_STYLE = (
    "body{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#15171c}"
    "table{border-collapse:collapse}th,td{border:1px solid #d8dbe3;padding:4px 8px;"
    "text-align:left;vertical-align:top}td{font-family:monospace;font-size:13px;"
    "overflow-wrap:anywhere}h2{font-size:15px}.bad{background:#fdeef0}.good{background:#e2f5f0}"
    ".changed{background:#e8f2fc}mark{background:#efb4bd;font-weight:bold}"
)


def written(comparison: Comparison, ending: str) -> str:
    """Return the comparison in the format of that file ending; Markdown for any other."""
    if ending == ".txt":
        return _plain(comparison)
    if ending == ".json":
        return _json(comparison)
    return _html(comparison) if ending == ".html" else _markdown(comparison)


def _json(comparison: Comparison) -> str:
    """Return all lines, those that are the same too; laid-out bodies would say them once more."""
    sections = tuple(replace(section, code=(), form="json") for section in comparison.sections)
    data = encoded(replace(comparison, sections=sections))
    return msgspec.json.format(data, indent=2).decode() + "\n"


def _titles(comparison: Comparison) -> list[str]:
    return [f"{head.mark} {head.label or head.title}".strip() for head in comparison.heads]


def _differing(comparison: Comparison) -> Iterator[tuple[str, list[Line]]]:
    for section in comparison.sections:
        lines = [line for line in section.lines if line.differs and line.weight != "noise"]
        if lines:
            yield section.title, lines


def _steps(comparison: Comparison) -> Iterator[str]:
    for place, step in enumerate(comparison.steps, 1):
        words = ", ".join(delta.words for delta in step.deltas if delta.weight != "noise")
        yield tr(
            "{before} to {after}: {changes}",
            before=place,
            after=place + 1,
            changes=words or tr("nothing that was sent differs"),
        )


def _markdown(comparison: Comparison) -> str:
    lines = [f"# {comparison.title}", ""]
    if comparison.text:
        lines += [comparison.text, ""]
    lines += [*(f"- {step}" for step in _steps(comparison)), ""]
    for title, rows in _differing(comparison):
        lines += [f"## {title}", "", _row(["", *_titles(comparison)])]
        lines.append(_row(["---"] * (len(comparison.heads) + 1)))
        lines += [_row([line.name, *map(_text, line.cells)]) for line in rows]
        lines.append("")
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _text(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    return " ".join(filter(None, [_SIGNS.get(cell.state, ""), f"`{cell.text}`", cell.note]))


def _plain(comparison: Comparison) -> str:
    lines = [comparison.title, *filter(None, [comparison.text]), ""]
    lines += [f"{place}. {title}" for place, title in enumerate(_titles(comparison), 1)]
    lines += ["", *_steps(comparison)]
    for title, rows in _differing(comparison):
        lines += ["", title]
        for line in rows:
            lines.append(f"  {line.name}")
            lines += [f"    {place}. {_cell_text(c)}" for place, c in enumerate(line.cells, 1)]
    return "\n".join(lines) + "\n"


def _cell_text(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    return " ".join(filter(None, [_SIGNS.get(cell.state, ""), cell.text, cell.note]))


def _html(comparison: Comparison) -> str:
    parts = [f"<h1>{html.escape(comparison.title)}</h1>", f"<p>{html.escape(comparison.text)}</p>"]
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in _steps(comparison))
    parts.append(f"<ul>{steps}</ul>")
    heads = "".join(f"<th>{html.escape(title)}</th>" for title in _titles(comparison))
    for title, rows in _differing(comparison):
        body = "".join(
            f"<tr><th>{html.escape(line.name)}</th>{''.join(map(_cell, line.cells))}</tr>"
            for line in rows
        )
        parts.append(f"<h2>{html.escape(title)}</h2><table><tr><th></th>{heads}</tr>{body}</table>")
    return f"{head(comparison.title, _STYLE)}<body>{''.join(parts)}</body></html>\n"


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "<td>–</td>"
    pieces, done = [], 0
    for start, end in cell.marks:
        marked = html.escape(cell.text[start:end])
        pieces += [html.escape(cell.text[done:start]), f"<mark>{marked}</mark>"]
        done = end
    text = "".join([*pieces, html.escape(cell.text[done:])])
    sign = _SIGNS.get(cell.state, "")
    note = html.escape(cell.note)
    return f'<td class="{cell.state}">{sign} {text} {note}</td>'
