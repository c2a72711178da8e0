"""Tells the code in a statement from its words. Pure: no Qt."""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

_CODE = re.compile(r'`([^`]+)`|(?<![\w-])([\w-]+="[^"]*")')


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
