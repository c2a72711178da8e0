"""Tells where one host name only looks like another (the idea of Unicode TR39, its commonest part).

Names are compared as people see them, so that punycode (RFC 3492) is read first.
"""

import contextlib
import unicodedata
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from inspector.model.message import Span
from inspector.protocol.sites import registrable, same_site

# What people take for the letter behind it.
_SEEN: dict[str, str] = {
    "0": "o", "1": "l", "3": "e", "5": "s", "8": "b", "i": "l", "|": "l",
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "l", "ј": "j", "к": "k",
    "ӏ": "l", "м": "m", "н": "h", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t",
    "ѵ": "v", "ԝ": "w", "х": "x", "у": "y",
    "α": "a", "ε": "e", "ι": "l", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u",
    "χ": "x", "ı": "l", "ł": "l", "ø": "o", "ɑ": "a", "ɡ": "g", "ｅ": "e",
}  # fmt: skip
_PAIRS = {"rn": "m", "vv": "w", "cl": "d"}
_CLOSE = 2  # so many letters may differ, and it still is taken for the other
_LONG = 8  # in names of at least that length

Kind = Literal["replaced", "added", "left-out", "belongs-elsewhere"]


class Difference(msgspec.Struct, frozen=True):
    """Where the name differs. at: in the shown name. was: what the other one has there."""

    kind: Kind
    at: Span
    text: str
    was: str = ""


class LookAlike(msgspec.Struct, frozen=True):
    """A name that can be taken for another. shown: as people see it."""

    shown: str
    like: str
    differences: tuple[Difference, ...]


def shown_host(host: str) -> str:
    """Return a host with its punycode read."""
    return ".".join(map(_read, host.split(".")))


def _read(label: str) -> str:
    with contextlib.suppress(UnicodeError):
        if label.startswith("xn--"):
            return label[4:].encode("ascii").decode("punycode")
    return label


def look_alike(host: str, bound: tuple[str, ...]) -> LookAlike | None:
    """Return which of the bound hosts this one may be taken for, None where it is just another."""
    shown = shown_host(host)
    if not any(map(str.isalpha, shown)):
        return None  # an address in numbers is read number by number
    for known in bound:
        like = shown_host(known)
        if shown != like and (found := _differences(shown, like)):
            return LookAlike(shown, like, found)
    return None


def _differences(shown: str, like: str) -> tuple[Difference, ...]:
    if shown.startswith(f"{like}."):
        at = (len(like), len(shown))
        return (Difference("belongs-elsewhere", at, registrable(shown)),)
    found = tuple(_changes(shown, like))
    if _seen(shown) == _seen(like):
        return found
    many = sum(max(end - start, len(one.was)) for one in found for start, end in (one.at,))
    return found if many <= _CLOSE and len(like) >= _LONG and _same_end(shown, like) else ()


def _changes(shown: str, like: str) -> list[Difference]:
    found: list[Difference] = []
    matcher = SequenceMatcher(None, like, shown, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        kind: Kind = "replaced" if tag == "replace" else "added" if tag == "insert" else "left-out"
        if tag != "equal":
            found.append(Difference(kind, (c, d), shown[c:d], like[a:b]))
    return found


def _seen(name: str) -> str:
    """Return a name as a quick glance reads it."""
    plain = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(_SEEN.get(each, each) for each in plain if not unicodedata.combining(each))
    for pair, one in _PAIRS.items():
        letters = letters.replace(pair, one)
    return letters


def _same_end(one: str, other: str) -> bool:
    """Whether both have labels in the same number: `api` and `app` of one owner are no look-alike.

    Only what stands before the owner's name differs there, and that is the owner's to give.
    """
    return one.count(".") == other.count(".") and not same_site(one, other)
