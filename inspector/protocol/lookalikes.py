"""Names of hosts that can be mistaken for one another (Unicode TR39 §4, much reduced)."""

import re
import unicodedata
from collections.abc import Iterable

# Letters and pairs that look the same in most fonts, by the one they are read as.
_SAME = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
)
_FOREIGN = str.maketrans("аеорсухіјѕһԁԛԝνο", "aeopcyxijshdqwvo")
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST = 5  # letters from which one differing letter is a likeness


def like(host: str, others: Iterable[str]) -> str:
    """Return which of the other hosts it can be mistaken for; empty where there is none."""
    return next((other for other in others if other != host and _are_alike(host, other)), "")


def _are_alike(one: str, other: str) -> bool:
    if not _LETTER.search(one) or not _LETTER.search(other):
        return False  # an address in numbers is read number by number
    left, right = _read_as(one), _read_as(other)
    return left == right or _one_letter_apart(left, right)


def _read_as(host: str) -> str:
    """Return the name as a hasty eye reads it."""
    if "xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return host
    text = unicodedata.normalize("NFKD", host.lower()).translate(_FOREIGN)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    for pair, single in _SAME:
        text = text.replace(pair, single)
    return text


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, added or left out; numbers in addresses do not count."""
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    head = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), -1
    )
    if head < 0:
        return True  # one is the other with a letter behind
    rests = ((one[head + 1 :], other[head + 1 :]), (one[head:], other[head + 1 :]))
    return any(a == b for a, b in (*rests, (one[head + 1 :], other[head:])))
