"""Compares two paths word by word: "machine" in place of "machines" is a slip, "users" is not."""

import re

_WORD = re.compile(r"[A-Za-z][A-Za-z_-]{3,40}")
_VERSION = re.compile(r"v\d{1,2}")
_SLIP = 1


def differing_word(path: str, other: str) -> tuple[str, str]:
    """Return the word of a path and that of the other where these alone differ, by little.

    Only the parts that both have are looked at; empty where the paths differ otherwise.
    """
    mine, theirs = path.strip("/").split("/"), other.strip("/").split("/")
    pairs = [p for p in zip(mine, theirs, strict=False) if p[0] != p[1] and not _are_ids(*p)]
    if len(pairs) != 1 or not _is_slip(*pairs[0]):
        return "", ""
    return pairs[0]


def _are_ids(one: str, other: str) -> bool:
    """Whether both are numbers or the like: which thing is asked for is no slip."""
    return not _VERSION.fullmatch(one) and all(any(c.isdigit() for c in p) for p in (one, other))


def _is_slip(one: str, other: str) -> bool:
    if _VERSION.fullmatch(one) and _VERSION.fullmatch(other):
        return True
    if one.isalpha() and one.lower() == other.lower():
        return True
    if not (_WORD.fullmatch(one) and _WORD.fullmatch(other)):
        return False
    return one.lower() == other.lower() or _distance(one.lower(), other.lower()) <= _SLIP


def _distance(one: str, other: str) -> int:
    """Return how many letters were added, left out, changed or swapped; two for any more."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > _SLIP:
        return 2
    start = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    rest, remains = short[start:], long[start:]
    if rest[1:] == remains[1:] or rest == remains[1:] or not rest:
        return 1
    swapped = rest[:2] == remains[1::-1] and rest[2:] == remains[2:]
    return 1 if swapped else 2
