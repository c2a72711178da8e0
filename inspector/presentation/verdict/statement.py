"""Tells the code in a statement from its words. Pure: no Qt."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from inspector.wording.shortened import MOST, shortened

_CODE = re.compile(r'`([^`]+)`|(?<![\w-])([\w-]+="[^"]*")')

_MOST_SAID = 4 * MOST


class Run(NamedTuple):
    """A piece of a statement; code is set in the font for bytes."""

    text: str
    code: bool


def runs(statement: str) -> Iterator[Run]:
    """Yield words and code in turn; back-ticks and name="value" are code."""
    at = 0
    for found in _CODE.finditer(statement):
        if at < found.start():
            yield Run(statement[at : found.start()], code=False)
        yield Run(found[1] or found[2], code=True)
        at = found.end()
    if at < len(statement):
        yield Run(statement[at:], code=False)


def plain(statement: str) -> str:
    """Return a statement without back-ticks."""
    return "".join(run.text for run in runs(statement))


def quoted_briefly(statement: str) -> str:
    """Return a statement with the beginning of whatever endless value it quotes.

    What is cut is the value, not the sentence around it: what follows is still said, and code ends
    where it did. Only where a value falls into many pieces by its own marks the end is left out.
    """
    if len(statement) <= MOST:
        return statement
    cut = _CODE.sub(_cut, statement)
    return cut if len(cut) <= _MOST_SAID else shortened(plain(cut), _MOST_SAID)


def _cut(found: re.Match[str]) -> str:
    if found[1] is not None:
        return f"`{shortened(found[1])}`"
    return found[2] if len(found[2]) <= MOST else f'{found[2][:MOST]}…"'


def brief(statement: str) -> str:
    """Return the least of a statement that says it: what is quoted, what stands after its colon."""
    quoted = [run.text for run in runs(statement) if run.code]
    if len(quoted) == 1:
        return quoted[0]
    return statement.rpartition(": ")[2]


def markup(statement: str, family: str, colour: str) -> str:
    """Return a statement as rich text, whatever it holds shown literally."""
    style = f"style=\"font-family:'{family}'; color:{colour}\""
    return "".join(
        f"<span {style}>{escape(run.text)}</span>" if run.code else escape(run.text)
        for run in runs(statement)
    )
