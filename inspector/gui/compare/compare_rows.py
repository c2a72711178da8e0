"""The rows of a comparison as they are listed: sections, lines, and folds for what is the same."""

from typing import Literal, NamedTuple

from inspector.compare import Comparison, Line, Section
from inspector.wording import tr, tr_n

Kind = Literal["section", "line", "fold", "noise"]
_NAMED = 4


class Shown(NamedTuple):
    """One row. key: of a fold, to open it. indented: it belongs to an open fold."""

    kind: Kind
    text: str = ""
    line: Line | None = None
    key: str = ""
    opened: bool = False


def shown_rows(
    comparison: Comparison, opened: frozenset[str], *, only_differences: bool
) -> tuple[Shown, ...]:
    """Return the rows; opened: the folds whose lines are shown."""
    rows: list[Shown] = []
    for section in comparison.sections:
        inner = _section(section, opened, only_differences=only_differences)
        if inner:
            rows += [Shown("section", section.title), *inner]
    return tuple(rows)


def _section(section: Section, opened: frozenset[str], *, only_differences: bool) -> list[Shown]:
    differing = [line for line in section.lines if line.differs and line.weight != "noise"]
    noise = [line for line in section.lines if line.differs and line.weight == "noise"]
    same = [line for line in section.lines if not line.differs]
    rows = [Shown("line", line.name, line) for line in differing]
    if only_differences:
        return rows
    for key, lines, text in (
        (f"{section.id}:same", same, _same_text(same)),
        (f"{section.id}:noise", noise, _noise_text(noise)),
    ):
        if lines:
            kind: Kind = "fold" if key.endswith("same") else "noise"
            rows.append(Shown(kind, text, key=key, opened=key in opened))
            if key in opened:
                rows += [Shown("line", line.name, line) for line in lines]
    return rows


def _same_text(lines: list[Line]) -> str:
    names = ", ".join(line.name for line in lines[:_NAMED])
    rest = len(lines) - _NAMED
    if rest > 0:
        return tr_n(
            "{names} and {count} more are the same",
            "{names} and {count} more are the same",
            rest,
            names=names,
        )
    return tr("{names}: the same", names=names)


def _noise_text(lines: list[Line]) -> str:
    names = ", ".join(line.name for line in lines[:_NAMED])
    return tr_n(
        "{count} differs every time ({names})",
        "{count} differ every time ({names})",
        len(lines),
        names=names,
    )


def spoken(row: Shown, heads: tuple[str, ...]) -> str:
    """Return a row as it is read aloud."""
    if row.line is None:
        return row.text
    parts = [row.line.name, tr("differs") if row.line.differs else tr("the same")]
    for head, cell in zip(heads, row.line.cells, strict=True):
        text = cell.text if cell is not None else tr("none")
        note = f" {cell.note}" if cell is not None and cell.note else ""
        parts.append(f"{head}: {text}{note}{_state(row.line, cell.state if cell else '')}")
    return "; ".join(parts)


def _state(line: Line, state: str) -> str:
    if not line.differs:
        return ""
    words = {"good": tr("good"), "bad": tr("bad"), "changed": tr("changed")}
    return f", {words[state]}" if state in words else ""


def copied(row: Shown) -> str:
    """Return a row as text, its columns separated by tabs."""
    if row.line is None:
        return row.text
    return "\t".join([row.line.name, *(cell.text if cell else "" for cell in row.line.cells)])
