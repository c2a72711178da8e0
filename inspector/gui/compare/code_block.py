"""Which rows of laid-out bodies are listed: what differs with what stands around it, and folds."""

from collections.abc import Iterator
from itertools import groupby

from inspector.compare import Section
from inspector.compare.records import CodeRow, Form
from inspector.gui.compare.shown import Shown
from inspector.wording import tr, tr_n

_AROUND = 2  # rows before and after one that differs
_FOLDED = 4  # rows that are the same and are worth a fold
MOST = 40  # rows listed before the rest is folded
_SPARE = 5
_SHORT = 16  # lines of a body of which all is to be read


def code_shown(section: Section, opened: frozenset[str], *, only_differences: bool) -> list[Shown]:
    """Return the rows of a section's bodies; opened: the folds whose rows are shown."""
    lengths = (
        max((line.number for line in column if line), default=0)
        for column in zip(*section.code, strict=True)
    )
    short = tuple(length <= _SHORT for length in lengths)
    rows = [Shown("code", code=row, short=short) for row in section.code]
    if only_differences:
        found = [row for row in rows if _differs(row.code)]
    else:
        found = list(_folded(section.id, rows, opened))
    return _labelled(_limited(section.id, found, opened), section.form)


def _differs(row: CodeRow) -> bool:
    return any(line is not None and line.differs for line in row)


def _folded(section: str, rows: list[Shown], opened: frozenset[str]) -> Iterator[Shown]:
    """Yield the rows, runs of equal ones behind folds."""
    near = _near([_differs(row.code) for row in rows])
    if not any(near):  # the whole of it is behind a fold already
        near = [True] * len(near)
    for shown, run in groupby(range(len(near)), near.__getitem__):
        places = list(run)
        if not shown and len(places) >= _FOLDED:
            key = f"{section}:code:{places[0]}"
            text = tr_n("{count} line is the same", "{count} lines are the same", len(places))
            yield Shown("fold", text, key=key, opened=key in opened)
            if key not in opened:
                continue
        yield from (rows[place] for place in places)


def _near(differing: list[bool]) -> list[bool]:
    """Say of each row whether it differs, or stands close to one that does."""
    return [
        any(differing[max(0, place - _AROUND) : place + _AROUND + 1])
        for place in range(len(differing))
    ]


def _limited(section: str, found: list[Shown], opened: frozenset[str]) -> list[Shown]:
    """Fold what is too much to be read at once."""
    rest = len(found) - MOST
    if rest <= _SPARE:
        return found
    key = f"{section}:rest"
    text = tr_n("{count} more line", "{count} more lines", rest)
    fold = Shown("more", text, key=key, opened=key in opened)
    return [*found[:MOST], fold, *(found[MOST:] if fold.opened else ())]


def _labelled(found: list[Shown], form: Form) -> list[Shown]:
    """Say at the left of the first rows what they are."""
    kind = {"json": tr("JSON"), "text": tr("Text")}.get(form, tr("Body"))
    way = tr("by key") if form == "json" else tr("by line")
    places = [place for place, row in enumerate(found) if row.kind == "code"]
    for place, text in zip(places, (kind, way), strict=False):
        found[place] = found[place]._replace(text=text)
    if places:
        found[places[0]] = found[places[0]]._replace(begins=True)
        found[places[-1]] = found[places[-1]]._replace(ends=True)
    return found
