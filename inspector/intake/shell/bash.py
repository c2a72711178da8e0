"""Words of a POSIX shell command with bash's `$'…'` (POSIX.1-2024 XCU §2.2)."""

import re
import sys

from inspector.intake.shell.words import Collector, Words
from inspector.wording import tr

_PLAIN = re.compile(r"[^\s'\"\\$`|;&<>#]+|#")
_VARIABLE = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")
_CONTINUED = re.compile(r"\\[ \t]*\r?\n")
_BLANKS = re.compile(r"[ \t\r]+")
_REDIRECT = re.compile(r"(?:>>|>&|>|<)[ \t]*[^\s|;&]*")
_IN_DOUBLE = re.compile(r"[^\"\\$`]+")
_CODES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_ESCAPE = re.compile(
    r"((?:\\x[0-9A-Fa-f]{1,2})+)|\\u([0-9A-Fa-f]{1,4})|\\U([0-9A-Fa-f]{1,8})|\\([0-7]{1,3})|\\(.)",
    re.DOTALL,
)


class Bash:
    """One command line, read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out = Collector()
        self._readers = {
            "'": self._single,
            '"': self._double,
            "\\": self._backslash,
            "$": self._dollar,
            "`": self._substitution,
            "&": self._ampersand,
            ">": self._redirection,
            "<": self._redirection,
        }

    def words(self) -> Words:
        """Return the words up to the end of the command."""
        while self._at < len(self._text) and self._step():
            pass
        return self._out.finished()

    def _step(self) -> bool:
        """Take the next piece; False at the end of the command."""
        character = self._text[self._at]
        if found := _BLANKS.match(self._text, self._at):
            self._out.end()
            self._at = found.end()
        elif character == "\n":
            return self._line_end()
        elif character in "|;" or self._text.startswith(("&&", "& "), self._at):
            self._out.note(tr("What follows the first command was left out."))
            return False
        elif found := _PLAIN.match(self._text, self._at):
            if character == "#" and not self._out.begun:
                self._at = self._find("\n")
                return True
            self._out.add(found.group())
            self._at = found.end()
        else:
            self._readers.get(character, self._literal)()
        return True

    def _line_end(self) -> bool:
        """A line goes on without a backslash where the next one begins with an option."""
        self._out.end()
        rest = self._text[self._at :].lstrip()
        self._at = len(self._text) - len(rest)
        return rest.startswith("-")

    def _find(self, mark: str) -> int:
        end = self._text.find(mark, self._at)
        return len(self._text) if end < 0 else end

    def _literal(self) -> None:
        self._out.add(self._text[self._at])
        self._at += 1

    def _single(self) -> None:
        self._at += 1
        end = self._find("'")
        self._unclosed(end)
        self._out.add(self._text[self._at : end])
        self._at = end + 1

    def _unclosed(self, end: int) -> None:
        if end >= len(self._text):
            self._out.note(tr("A quote is not closed: the command may be cut off."))

    def _double(self) -> None:
        self._at += 1
        self._out.add("")
        while self._at < len(self._text) and self._text[self._at] != '"':
            self._in_double()
        self._unclosed(self._at)
        self._at += 1

    def _in_double(self) -> None:
        if found := _IN_DOUBLE.match(self._text, self._at):
            self._out.add(found.group())
            self._at = found.end()
        elif self._text[self._at] == "\\":
            following = self._text[self._at + 1 : self._at + 2]
            if following == "\n":
                self._at += 2
                return
            self._out.add(following if following in '"\\$`' else f"\\{following}")
            self._at += 2
        else:
            self._variable()

    def _backslash(self) -> None:
        if found := _CONTINUED.match(self._text, self._at):
            self._at = found.end()
            return
        self._out.add(self._text[self._at + 1 : self._at + 2])
        self._at += 2

    def _dollar(self) -> None:
        if self._text.startswith("$'", self._at):
            self._ansi()
        elif self._text.startswith('$"', self._at):
            self._at += 1
            self._double()
        else:
            self._variable()

    def _variable(self) -> None:
        found = _VARIABLE.match(self._text, self._at)
        if found:
            self._out.variable(found.group(1) or found.group(2))
            self._at = found.end()
            return
        if self._text[self._at] == "`" or self._text.startswith("$(", self._at):
            self._out.note(
                tr("A command inside the command was not run; its text is left as it is.")
            )
        self._literal()

    def _substitution(self) -> None:
        self._variable()

    def _ansi(self) -> None:
        end = self._at + 2
        while end < len(self._text) and self._text[end] != "'":
            end += 2 if self._text[end] == "\\" else 1
        self._unclosed(end)
        self._out.add(_ESCAPE.sub(_unescaped, self._text[self._at + 2 : end]))
        self._at = end + 1

    def _ampersand(self) -> None:
        """Inside a word it is meant as part of a URL, whatever the shell would make of it."""
        if not self._out.begun:
            self._at += 1
            return
        self._out.note(
            tr("An & without quotes: a shell would have ended the command there. It was kept.")
        )
        self._literal()

    def _redirection(self) -> None:
        if (self._out.current or "").isdigit():
            self._out.drop()
        self._out.end()
        found = _REDIRECT.match(self._text, self._at)
        self._at = found.end() if found else self._at + 1


def _unescaped(found: re.Match[str]) -> str:
    octets, short, long, octal, letter = found.groups()
    if octets:
        return bytes.fromhex("".join(part.zfill(2) for part in octets.split("\\x")[1:])).decode(
            "utf-8", "surrogateescape"
        )
    if short or long:
        code = int(short or long, 16)
        return chr(code) if code <= sys.maxunicode else "\ufffd"
    if octal:
        return chr(int(octal, 8) & 0xFF)
    return _CODES.get(letter, letter)
