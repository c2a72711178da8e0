"""Finds the line on which each value of a TOML text stands, for messages that name it."""

import re

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_NAME = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""{1,3}(?!")|\'\'\'.*?\'\'\'{1,3}(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


def toml_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table and value of a valid TOML text, by its path.

    Of a text that is not valid it returns what was found up to there.
    """
    return _Scan(text).run()


def line_of(text: str, path: Path) -> int:
    """Return the line of that path, or of the nearest table around it that is found; else 1."""
    lines = toml_lines(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def spelled(path: Path) -> str:
    """Write a path as people read it: `headers[1].name`, counted from 0."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


class _Scan:
    """One walk over the text; `at` is the offset reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._line, self._counted = 1, 0

    def run(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            before = self.at
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
            if self.at == before:
                break
        return self.lines

    def _header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        line = self._here()
        self.at += 2 if many else 1
        path = self._indexed(self._key()) if not many else self._next(self._key())
        self.lines.setdefault(path, line)
        self.at += 2 if many else 1
        return path

    def _indexed(self, key: Path) -> Path:
        """Put in the index of the newest element of each array of tables on the way."""
        path: Path = ()
        for part in key:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _next(self, key: Path) -> Path:
        path = (*self._indexed(key[:-1]), *key[-1:])
        self._counts[path] = self._counts.get(path, -1) + 1
        return (*path, self._counts[path])

    def _pair(self, table: Path) -> None:
        line = self._here()
        key = self._key()
        self._skip(_SPACE)
        if not key or not self.text.startswith("=", self.at):
            return
        self.at += 1
        self.lines.setdefault((*table, *key), line)
        self._value((*table, *key))

    def _key(self) -> Path:
        parts: list[str | int] = []
        self._skip(_SPACE)
        while found := _NAME.match(self.text, self.at):
            self.at = found.end()
            parts.append(found.group().strip("\"'"))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
            self._skip(_SPACE)
        return tuple(parts)

    def _value(self, path: Path) -> None:
        self._skip(_SPACE)
        sign = self.text[self.at : self.at + 1]
        if sign == "[":
            self._array(path)
        elif sign == "{":
            self._inline(path)
        else:
            self._skip(_STRING) or self._skip(_PLAIN)

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        self._skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != "]":
            before = self.at
            self.lines[*path, number] = self._here()
            self._value((*path, number))
            number += 1
            if not self._comma(before):
                break
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != "}":
            before = self.at
            self._pair(path)
            if not self._comma(before):
                break
        self.at += 1

    def _comma(self, before: int) -> bool:
        """Pass a comma and blanks; False where nothing was passed since `before`."""
        self._skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BLANK)
        return self.at > before

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found is None:
            return False
        self.at = found.end()
        return True

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line
