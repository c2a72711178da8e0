"""Opens what in a text is a coding of its own, so that what it holds can be read.

Base64 (RFC 4648 §4, §5) and hexadecimal of readable text, wherever it begins: forms of a secret
show one coding, and servers put one into another. Numbers in a row, as programs print bytes:
`[104, 55]`, `68:37`, `0x68, 0x37`, `=68=37`. Every step is linear in the length of the text.
"""

import re
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from string import ascii_letters, digits

import msgspec

from inspector.model.message import Span
from inspector.protocol.masking.masks import moved
from inspector.protocol.patterns import lazy_re

_STANDARD = {ord("-"): "+", ord("_"): "/"}
_URL = {"+": "-", "/": "_"}
_ALPHABET = f"{ascii_letters[26:]}{ascii_letters[:26]}{digits}+/"
# What the characters of a group tell when its three bytes are ASCII that can be read, or UTF-16.
_FIRST = frozenset({0, 2, 3, *range(8, 32)})  # the upper six bits of a byte
_SECOND = frozenset({0, *range(2, 8)})  # the upper four bits, the lowest of the character
_THIRD = frozenset({0, 1})  # the upper two bits, likewise


def _set(values: frozenset[int], of: int) -> str:
    letters = [letter for at, letter in enumerate(_ALPHABET) if at % of in values]
    both = {*letters, *(_URL.get(letter, letter) for letter in letters)}
    return f"[{''.join(sorted(both - {'-'}))}{'-' if '-' in both else ''}]"


_ANY = "[A-Za-z0-9+/_-]"
_FIRST_SET, _OTHERS = _set(_FIRST, 64), f"{_set(_SECOND, 16)}{_set(_THIRD, 4)}{_ANY}"
_BYTE = "(?:[2-7][0-9A-Fa-f]|0[09ADad])"
_FIRST_DIGIT, _OTHER_DIGIT = "[02-7]", "(?:(?<=[2-7])[0-9A-Fa-f]|(?<=0)[09ADad])"


def _row(first: str, others: str, least: int) -> re.Pattern[str]:
    """Return a pattern of equal parts in a row, wherever such a row begins: they may overlap.

    It takes the first character only, by which the search passes over all others quickly.
    """
    before = _BYTE if first == _FIRST_DIGIT else first + others
    return lazy_re(rf"{first}(?<!{before}.)(?=({others}(?:{first}{others}){{{least - 1},}}))")


# A short text is opened from 6 characters on; in a longer one chance makes so few.
_SHORT = 2000
_GROUPS_IN_SHORT, _GROUPS = (_row(_FIRST_SET, _OTHERS, least) for least in (2, 4))
_BYTES_IN_SHORT, _BYTES = (_row(_FIRST_DIGIT, _OTHER_DIGIT, least) for least in (6, 12))
_REST = lazy_re(r"[A-Za-z0-9+/_-]{2,3}")
# finds `104, 55, 107, 50, 113, 81`
# but not `2026-11-29 10:00`
_NUMBERS = lazy_re(
    r"[0-9A-Fa-f](?<![0-9A-Za-z].)(?:(?<=0)(?:[xX]|0{1,4}))?[0-9A-Fa-f]{0,2}"
    r"(?:[\W_]{1,4}(?:(?:0?[xXuU]|[cC][hH][rR])\W{0,2})?0{0,4}[0-9A-Fa-f]{1,3}){5,}(?![0-9A-Za-z])"
)
_ONE = lazy_re(r"[0-9A-Fa-f]+")
_PREFIX = lazy_re(r"(?:0?[xXuU]|[cC][hH][rR])(?=\W|[0-9A-Fa-f]{2})")
_BASES, _FEWEST, _LAST_OF_A_BYTE = (16, 10, 8), 6, 0xFF


class Opened(msgspec.Struct, frozen=True):
    """What was opened. source: where a range of it stands in the text that it was in."""

    text: str
    source: Callable[[int, int], Span]


def opened(text: str) -> Iterator[Opened]:
    """Yield the readable texts in Base64 and hexadecimal; text: without blanks."""
    is_short = len(text) < _SHORT
    for found in (_GROUPS_IN_SHORT if is_short else _GROUPS).finditer(text):
        yield Opened(_from_base64(text, found.start(), found.end(1)), _in_base64(found.start()))
    for found in (_BYTES_IN_SHORT if is_short else _BYTES).finditer(text):
        data = bytes.fromhex(text[found.start() : found.end(1)])
        yield Opened(data.decode("ascii"), _in_hex(found.start()))


def numbers_opened(text: str) -> Iterator[Opened]:
    """Yield what numbers in a row are as bytes, read to each base that they allow."""
    for run in _NUMBERS.finditer(text):
        bare = _PREFIX.sub(lambda found: " " * len(found[0]), run[0])
        numbers = [(one[0], moved(one.span(), run.start())) for one in _ONE.finditer(bare)]
        for base in _BASES:
            yield from _rows_of_bytes(numbers, base)


def _rows_of_bytes(numbers: list[tuple[str, Span]], base: int) -> Iterator[Opened]:
    """Yield the rows of numbers that are bytes to this base."""
    read = [(_byte(number, base), span) for number, span in numbers]
    for is_byte, row in groupby(read, lambda each: each[0] is not None):
        pairs = list(row)
        if is_byte and len(pairs) >= _FEWEST:
            text = "".join(letter for letter, _ in pairs if letter is not None)
            yield Opened(text, _of_numbers([span for _, span in pairs]))


@lru_cache(maxsize=4096)
def _byte(number: str, base: int) -> str | None:
    """Return the character of a byte; None for a larger number, or a digit that a base has not."""
    try:
        value = int(number, base)
    except ValueError:
        return None
    return chr(value) if value <= _LAST_OF_A_BYTE else None


def _from_base64(text: str, start: int, end: int) -> str:
    """Return what the groups hold, and of what follows as much as one can know."""
    rest = _REST.match(text, end)
    padded = text[start:end] + (rest[0] + "=" * (4 - len(rest[0])) if rest else "")
    return a2b_base64(padded.translate(_STANDARD)).decode("latin-1")


def _in_base64(begin: int) -> Callable[[int, int], Span]:
    return lambda start, end: (begin + start * 8 // 6, begin + -(-end * 8 // 6))


def _in_hex(begin: int) -> Callable[[int, int], Span]:
    return lambda start, end: (begin + start * 2, begin + end * 2)


def _of_numbers(spans: list[Span]) -> Callable[[int, int], Span]:
    return lambda start, end: (spans[start][0], spans[end - 1][1])
