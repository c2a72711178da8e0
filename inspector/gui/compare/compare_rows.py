"""The rows of a comparison as they are listed: sections, lines, and folds for what is the same."""

from collections.abc import Iterator

from inspector.compare import Comparison, Line, Section
from inspector.gui.compare.code_block import code_shown
from inspector.gui.compare.shown import Kind, Shown
from inspector.wording import tr, tr_n

_NAMED = 4


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
    if section.code and differing:
        return code_shown(section, opened, only_differences=only_differences)
    rows = [Shown("line", line.name, line) for line in differing]
    return rows if only_differences else [*rows, *_folds(section, opened)]


def _folds(section: Section, opened: frozenset[str]) -> Iterator[Shown]:
    """Yield what is folded: what is the same, and what differs in every reply."""
    noise = [line for line in section.lines if line.differs and line.weight == "noise"]
    same = [line for line in section.lines if not line.differs]
    folds: list[tuple[Kind, str, list[Line], str]] = []
    if same:
        folds.append(("fold", "same", same, _same_text(same)))
    if noise:
        folds.append(("noise", "noise", noise, _noise_text(noise)))
    for kind, name, lines, text in folds:
        key = f"{section.id}:{name}"
        yield Shown(kind, text, key=key, opened=key in opened)
        if key in opened and section.code:
            yield from code_shown(section, opened, only_differences=False)
        elif key in opened:
            yield from (Shown("line", line.name, line) for line in lines)


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
