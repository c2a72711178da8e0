"""Parts what a terminal showed into the commands that were typed and what each of them printed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.intake.shell.continued_lines import CONTINUES, open_quote
from inspector.intake.shell.prompts import PROMPT

_PROGRAM = (
    r"(?:(?:sudo|time|command)[ \t]+)?(?:\w+=\S{0,200}[ \t]+){0,8}(?:\S{0,200}[/\\])?"
    r"(?:curl(?:\.exe)?[ \t]|(?:https?|xhs?|wget)[ \t]+(?=\S)(?!://))"
)
_TYPED = re.compile(rf"^[ \t]*(?:{PROMPT})(?={_PROGRAM})", re.IGNORECASE)
_FIRST = re.compile(rf"^[ \t]*(?={_PROGRAM})", re.IGNORECASE)
# The end of a body and the next prompt share a line where the body has no line end.
_GLUED = re.compile(rf"(?<=[}}\]>\"])(?:{PROMPT})(?={_PROGRAM})", re.IGNORECASE)
_WORDS = ("curl", "http", "xh", "wget")
_SECOND_PROMPT = re.compile(r"^(?:>>?|\.\.\.)[ \t]+(?!\S+ \S+ HTTP/\d)")
_ADDRESS = re.compile(r"(?i)[\w-]\.[\w-]|://|localhost|\s:\d|\s/\w|\{\{")


class Part(NamedTuple):
    """One command and the lines it printed. command: empty for what stands above the first."""

    command: str
    output: tuple[str, ...]
    line: int


def parts_of(lines: list[str]) -> list[Part]:
    """Return the commands of curl, HTTPie and wget with their output, in order."""
    found: list[Part] = []
    command, output, begun = "", list[str](), 1
    for number, typed, line in _told_apart(lines):
        if typed:
            found.append(Part(command, tuple(output), begun))
            command, output, begun = line, [], number
        else:
            output.append(line)
    found.append(Part(command, tuple(output), begun))
    return [part for part in found if part.command or any(map(str.strip, part.output))]


def begins_with_a_command(text: str) -> bool:
    """Whether a command stands above everything else, with or without a prompt."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return _prompt_before(first, first=True) is not None


def _told_apart(lines: list[str]) -> Iterator[tuple[int, bool, str]]:
    """Yield the number of each line, whether it was typed, and what it says without a prompt."""
    at, first = 0, True
    while at < len(lines):
        number, line = at + 1, lines[at]
        at += 1
        start = _prompt_before(line, first=first)
        glued = _glued(line) if start is None else None
        first = first and not line.strip()
        if glued is not None:
            yield number, False, line[: glued.start()]
            start = glued.end()
        if start is None:
            yield number, False, line
            continue
        typed = line[start:].rstrip("\r")
        while at < len(lines) and (CONTINUES.search(typed) or _is_open(typed)):
            typed += "\n" + _SECOND_PROMPT.sub("", lines[at].rstrip("\r"))
            at += 1
        yield number, True, typed


def _prompt_before(line: str, *, first: bool) -> int | None:
    """Return where a typed command begins, None where none does. first: without a prompt, too."""
    if not _may_be_typed(line):
        return None
    found = _TYPED.match(line) or (_FIRST.match(line) if first else None)
    return found.end() if found is not None and _goes_somewhere(line, found.end()) else None


def _goes_somewhere(line: str, start: int) -> bool:
    """Whether an address stands in a command, or may stand in the lines that continue it."""
    return _ADDRESS.search(line, start) is not None or CONTINUES.search(line) is not None


def _glued(line: str) -> re.Match[str] | None:
    if not _may_be_typed(line):
        return None
    found = _GLUED.search(line)
    return found if found is not None and _goes_somewhere(line, found.end()) else None


def _may_be_typed(line: str) -> bool:
    low = line.lower()
    return any(word in low for word in _WORDS)


_MOST = 20_000  # characters of one command


def _is_open(typed: str) -> bool:
    """Whether a quote is open at the end, so that the next line belongs to it."""
    return len(typed) < _MOST and bool(open_quote(typed))
