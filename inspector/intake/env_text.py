"""Reads the values of a `.env` file: `NAME=value` lines, quoted or not, `export` before them."""

import re

from inspector.intake.results import Unreadable
from inspector.model.collection import Problem
from inspector.wording import tr

_LINE = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.\-]*)[ \t]*=[ \t]*(.*)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_env(text: str) -> dict[str, str]:
    """Return the values by name, empty ones left out; of a name that comes twice the last counts.

    In double quotes a value may go over several lines. Raises Unreadable where there is none.
    """
    found: dict[str, str] = {}
    lines = iter(text.lstrip("\ufeff").splitlines())
    for line in lines:
        match = _LINE.match(line)
        if match is None or line.lstrip().startswith("#"):
            continue
        name, rest = match[1], match[2]
        quote = rest[:1] if rest[:1] in {'"', "'", "`"} else ""
        while quote and not _closes(rest, quote):
            more = next(lines, None)
            if more is None:
                break
            rest = f"{rest}\n{more}"
        if value := _value(rest, quote):
            found[name] = value
    if not found:
        what = tr("There is no line NAME=value in it.")
        raise Unreadable(Problem(what=what, todo=tr("Paste the text of a .env file.")))
    return found


def _closes(rest: str, quote: str) -> bool:
    return _end(rest, quote) > 0


def _end(rest: str, quote: str) -> int:
    """Return where the closing quote stands, -1 where there is none."""
    at = 1
    while (at := rest.find(quote, at)) > 0:
        before = rest[1:at]
        slashes = len(before) - len(before.rstrip("\\"))
        if quote != '"' or slashes % 2 == 0:
            return at
        at += 1
    return -1


def _value(rest: str, quote: str) -> str:
    if not quote:
        return rest.partition(" #")[0].strip()
    end = _end(rest, quote)
    inside = rest[1 : end if end > 0 else None]
    if quote != '"':
        return inside
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), inside)
