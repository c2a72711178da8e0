"""Words of a PowerShell command (about_Quoting_Rules, about_Special_Characters)."""

import re

from inspector.intake.shell.words import Collector, Words
from inspector.wording import tr

_CODES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_PLAIN = re.compile(r"[^\s'\"`$|;@]+")
_VARIABLE = re.compile(r"\$(?:env:(\w+)|\{env:(\w+)\}|([A-Za-z_]\w*))", re.IGNORECASE)
_HERE = re.compile(r"@(['\"])[ \t]*\r?\n(.*?)\r?\n\1@", re.DOTALL)
_CONTINUED = re.compile(r"`[ \t]*\r?\n")


class PowerShell:
    """One command line, read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out = Collector()

    def words(self) -> Words:
        """Return the words; a quote loses its backslash, as on the way to a native program."""
        while self._at < len(self._text) and self._step():
            pass
        found = self._out.finished()
        return found._replace(words=tuple(word.replace('\\"', '"') for word in found.words))

    def _step(self) -> bool:
        character = self._text[self._at]
        if character in " \t\r\n":
            self._out.end()
            self._at += 1
            return character != "\n" or self._text[self._at :].lstrip().startswith("-")
        if character in "|;":
            self._out.note(tr("What follows the first command was left out."))
            return False
        if found := _PLAIN.match(self._text, self._at):
            self._out.add(found.group())
            self._at = found.end()
        elif character == "`":
            self._backtick()
        elif found := _HERE.match(self._text, self._at):
            self._out.add(found.group(2))
            self._at = found.end()
        else:
            self._quoted_or_variable(character)
        return True

    def _quoted_or_variable(self, character: str) -> None:
        if character == "'":
            self._single()
        elif character == '"':
            self._double()
        else:
            self._variable()

    def _backtick(self) -> None:
        if found := _CONTINUED.match(self._text, self._at):
            self._at = found.end()
            return
        following = self._text[self._at + 1 : self._at + 2]
        self._out.add(_CODES.get(following, following))
        self._at += 2

    def _single(self) -> None:
        self._at += 1
        self._out.add("")
        while self._at < len(self._text):
            end = self._text.find("'", self._at)
            end = len(self._text) if end < 0 else end
            self._out.add(self._text[self._at : end])
            self._at = end + 1
            if self._text[self._at : self._at + 1] != "'":
                return
            self._out.add("'")
            self._at += 1

    def _double(self) -> None:
        self._at += 1
        self._out.add("")
        while self._at < len(self._text):
            character = self._text[self._at]
            if self._text.startswith('""', self._at):
                self._out.add('"')
                self._at += 2
            elif character == '"' and not self._escaped():
                self._at += 1
                return
            elif character == "`":
                self._backtick()
            elif character == "$":
                self._variable()
            else:
                self._out.add(character)
                self._at += 1

    def _escaped(self) -> bool:
        """Whether this quote has a backslash: PowerShell ends the string, people mean a quote."""
        return self._text[self._at - 1] == "\\"

    def _variable(self) -> None:
        found = _VARIABLE.match(self._text, self._at)
        if found:
            self._out.variable(next(name for name in found.groups() if name))
            self._at = found.end()
            return
        self._out.add(self._text[self._at])
        self._at += 1
