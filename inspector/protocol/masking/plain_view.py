"""Reads text as its writer meant it, whatever coding it was put into, with the way back.

Undone: percent-encoding (RFC 3986 §2.1, also doubled, and `%u0041` of older scripts), escapes of
JSON, JavaScript (RFC 8259 §7) and C, character references and plain tags of HTML, lines of one
event (HTML §9.2.6), the zero bytes of UTF-16 and UTF-32, folds and blanks between characters,
characters that nobody sees, and the case of letters. Every step is linear in the length of the
text.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from inspector.model.message import Span
from inspector.protocol.patterns import lazy_re
from inspector.protocol.unseen import UNSEEN

# finds `%41`
# but not `50 % off`
_ESCAPE = lazy_re(
    r"""
    [\\%&<\n](?:  # one set of first characters: the search passes over all others quickly
      (?<=\\)\\{0,7}(?:
        u\{?(?P<unicode>[0-9A-Fa-f]{4,6})\}?
        | x(?P<hex>[0-9A-Fa-f]{2})
        | (?P<octal>[0-3][0-7]{2})
        | n(?:data:[ ]?)?
        | [rtbfv]
      )
    | (?<=%)(?:25)*(?:(?P<percent>[0-9A-Fa-f]{2}) | u(?P<wide>[0-9A-Fa-f]{4}))
    # A tag as HTML has them: a longer name, or one with attributes, may itself hold a secret.
    | (?<=<)/?[A-Za-z]{1,10}[1-6]?[ ]?/?>
    | (?<=\n)data:[ ]?
    | (?<=&)(?:amp;)*(?:
        \#(?P<decimal>[0-9]{1,7});?
        | \#[xX](?P<reference>[0-9A-Fa-f]{1,6});?
        | (?P<named>[A-Za-z][A-Za-z0-9]{1,30};)
      )
    )
    """,
    re.VERBOSE,
)
# What nobody sees between two characters, in the text and in the bytes of UTF-8 that it is recorded
# as; in these blanks too.
_UNSEEN_BYTES = (
    r"\xC2[\xA0\xAD]|\xCD\x8F|\xD8\x9C|\xE2\x80[\x80-\x8F\xA8-\xAF]|\xE2\x81[\x9F-\xAF]"
    r"|\xE3\x80\x80|\xE3\x85\xA4|\xEF\xB8[\x80-\x8F]|\xEF\xBB\xBF"
)
_UNSEEN = lazy_re(f"{_UNSEEN_BYTES}|{UNSEEN}")
_BLANK = lazy_re(rf"(?:{_UNSEEN_BYTES}|{UNSEEN}|[\s\x00\\])+")
_MOST_ROUNDS = 3  # codings around one another: an HTML page that shows JSON that holds a URL
_MOST_BACKSLASHES = 8
_LAST_CHARACTER = 0x10FFFF
_BEGINNINGS = ("\\", "%", "&", "<", "\ndata:")
_BASES = {"decimal": 10, "octal": 8}


class PlainView:
    """text: what to search in, without blanks and backslashes, in small letters.

    cased: the same, character for character, as its letters were written.
    """

    def __init__(self, recorded: str) -> None:
        self._sources = [recorded]
        text = recorded
        while len(self._sources) <= _MOST_ROUNDS and _may_hold_escapes(text):
            decoded = _ESCAPE.sub(_decoded, text)
            if len(decoded) == len(text):  # every escape is longer than what it stands for
                break
            self._sources.append(text := decoded)
        seen = text if text.isascii() else _UNSEEN.sub("", text)
        self.cased = "".join(seen.replace("\\", " ").replace("\0", " ").split())
        self.text = small(self.cased)
        self._steps: list[_Step] | None = None

    def recorded(self, start: int, end: int) -> Span:
        """Return where a range of the view stands in the recorded text, escapes whole."""
        if self._steps is None:
            *inner, last = self._sources
            self._steps = [_Step(each, _ESCAPE) for each in inner] + [_Step(last, _BLANK)]
        last_one = end - 1
        for step in reversed(self._steps):
            start, last_one = step.source(start)[0], step.source(last_one)[1] - 1
        text = self._sources[0]
        for _ in range(_MOST_BACKSLASHES):
            if text[start - 1 : start] != "\\":
                break
            start -= 1  # it belongs to an escape such as `\"`
        return _whole_units(text, start, last_one + 1)


def plain(text: str) -> str:
    """Return a text as `PlainView` shows it, letters as they were written."""
    return PlainView(text).cased


def small(text: str) -> str:
    """Return a text in small letters, every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_small_letter, text))


def _small_letter(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def _may_hold_escapes(text: str) -> bool:
    return any(sign in text for sign in _BEGINNINGS)


def _decoded(found: re.Match[str]) -> str:
    return _meant(found[0])


@lru_cache(maxsize=4096)
def _meant(escape: str) -> str:
    """Return the character that an escape stands for; a line break or tab is left out."""
    found = _ESCAPE.fullmatch(escape)
    if found is None or not found.lastgroup:
        return ""
    kind, digits = found.lastgroup, found[found.lastgroup]
    if kind == "named":
        from html import unescape  # noqa: PLC0415 - its table of names takes long to load

        return unescape(f"&{digits}")
    if kind == "unicode" and "{" not in escape:
        return chr(int(digits[:4], 16)) + digits[4:]
    number = int(digits, _BASES.get(kind, 16))
    return chr(number) if number <= _LAST_CHARACTER else ""


class _Step:
    """How the characters of one decoding step lie in its source."""

    def __init__(self, source: str, pattern: re.Pattern[str]) -> None:
        self._at: list[int] = []  # in the result: where each replacement begins
        self._cuts: list[tuple[int, int, int]] = []  # its length there; start and end in the source
        removed = 0
        for found in pattern.finditer(source):
            start, end = found.span()
            size = 0 if pattern is _BLANK else len(_decoded(found))
            self._at.append(start - removed)
            self._cuts.append((size, start, end))
            removed += end - start - size

    def source(self, at: int) -> Span:
        """Return where a character of the result stands in the source."""
        index = bisect_right(self._at, at) - 1
        if index < 0:
            return at, at + 1
        size, start, end = self._cuts[index]
        after = at - self._at[index] - size
        return (start, end) if after < 0 else (end + after, end + after + 1)


def _whole_units(text: str, start: int, end: int) -> Span:
    """Take the zero byte along that belongs to the first or last character in UTF-16."""
    if end - start > 1 and text[start + 1] == "\0" and (end - start) % 2:
        if start % 2 == 0 and text[end : end + 1] == "\0":
            return start, end + 1
        if start % 2 and text[start - 1] == "\0":
            return start - 1, end
    return start, end
