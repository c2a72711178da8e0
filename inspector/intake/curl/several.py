"""Parts a text with several curl commands, such as a script or a page of notes, into each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.intake.shell.continued_lines import CONTINUES, open_quote
from inspector.intake.shell.prompts import PROMPT

_COMMAND = re.compile(
    rf"^[ \t]*(?:{PROMPT})?(?:\w+=\S*[ \t]+)*"
    r"(?:\S*[/\\])?curl(?:\.exe)?[\"']?(?=[ \t^`\\])",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[ \t]*(?:#+|//|::|REM\b)[ \t]*(.*)", re.IGNORECASE)
# What a script says before its first command.
_BEFORE = re.compile(r"[ \t]*(?:set[ \t]+[-+]|cd[ \t]|export[ \t]+\w+=|\w+=\S*[ \t]*\Z)")
_LONGEST = 80  # characters of a name


class Single(NamedTuple):
    """One command as it stands. name: the remark in the line above it."""

    name: str
    text: str


def singles(text: str) -> list[Single]:
    """Return the commands of a text, in order; what stands between them is left out."""
    found: list[Single] = []
    remark = ""
    for first, lines in _statements(text.replace("\r\n", "\n").split("\n")):
        said = _REMARK.match(first)
        if _COMMAND.match(first):
            found.append(Single(remark[:_LONGEST].strip(), "\n".join(lines)))
            remark = ""
        elif said:
            remark = said[1] or remark
        elif first.strip():
            remark = ""
    return found


def begins_with_one(text: str) -> bool:
    """Whether the first line that does something is a curl command."""
    for line in text.split("\n"):
        if _COMMAND.match(line):
            return True
        if line.strip() and not _REMARK.match(line) and not _BEFORE.match(line.rstrip("\r")):
            return False
    return False


def _statements(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each first line with the lines that continue it: by a sign, or in open quotes."""
    at = 0
    while at < len(lines):
        begun, quote = at, ""
        while True:
            line = lines[at]
            at += 1
            command = _COMMAND.match(lines[begun])
            quote = open_quote(line, quote) if command else ""
            if at == len(lines) or not (command and (quote or CONTINUES.search(line))):
                break
        yield lines[begun], lines[begun:at]
