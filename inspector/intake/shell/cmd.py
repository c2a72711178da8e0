"""Words of a cmd.exe command: carets first, then the quoting of the C runtime's argv."""

import re

from inspector.intake.shell.words import Collector, Words
from inspector.wording import tr

_CONTINUED = re.compile(r"\^[ \t]*\r?\n")
_VARIABLE = re.compile(r"%([A-Za-z_]\w*)%")
_SLASHES = re.compile(r'(\\*)"')


def cmd_words(text: str) -> Words:
    """Return the words of the command."""
    out = Collector()
    _arguments(_without_carets(text, out), out)
    return out.finished()


def _without_carets(text: str, out: Collector) -> str:
    """Take the carets out that escape something; inside quotes a caret is a character."""
    kept: list[str] = []
    at, quoted = 0, False
    while at < len(text):
        character = text[at]
        continued = _CONTINUED.match(text, at)
        if continued:
            at = _line_joined(text, continued.end(), kept)
            continue
        if character == "^" and not quoted and at + 1 < len(text):
            kept.append(text[at + 1])
            at += 2
            continue
        if not quoted and (character == "\n" or (character in "&|" and text[at - 1] == " ")):
            if text[at:].strip() and not text[at:].lstrip().startswith("-"):
                out.note(tr("What follows the first command was left out."))
                break
            character = " "
        quoted ^= character == '"'
        kept.append(character)
        at += 1
    return _VARIABLE.sub(lambda found: _named(found, out), "".join(kept))


def _line_joined(text: str, at: int, kept: list[str]) -> int:
    """A caret before a line end joins the lines; an empty line after it is a line break."""
    found = re.compile(r"\r?\n").match(text, at)
    if found:
        kept.append("\n")
        return found.end()
    return at


def _named(found: re.Match[str], out: Collector) -> str:
    out.variables.add(found.group(1))
    return "{{" + found.group(1) + "}}"


def _arguments(line: str, out: Collector) -> None:
    at, quoted = 0, False
    while at < len(line):
        if found := _SLASHES.match(line, at):
            slashes = len(found.group(1))
            out.add("\\" * (slashes // 2))
            at = found.end()
            if slashes % 2:
                out.add('"')
            elif quoted and line[at : at + 1] == '"':
                out.add('"')
                at += 1
            else:
                quoted = not quoted
        elif not quoted and line[at] in " \t\r\n":
            out.end()
            at += 1
        else:
            out.add(line[at])
            at += 1
