"""Compares two paths part by part: a word written otherwise, a part in place of another."""

from inspector.protocol.patterns import lazy_re

# finds `orders`, `getOrders.view`
# but not `v2`, `a1b2c3`
_WORD = lazy_re(r"[A-Za-z][A-Za-z_-]{3,40}(?:\.[a-z]{2,5})?")
_VERSION = lazy_re(r"v\d{1,2}")
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


def are_one_and_all(path: str, other: str) -> bool:
    """Whether a word and its plural differ, as they do in addresses of one thing and of all."""
    short, long = sorted(map(str.lower, differing_word(path, other)), key=len)
    apart = path.strip("/").count("/") != other.strip("/").count("/")
    return apart and bool(short) and long == f"{short}s"


def differing_part(path: str, other: str) -> tuple[str, str]:
    """Return the part of a path and that of the other where the same call has another one word.

    Before it stands what both begin with, behind it what is called: neither names a thing.
    """
    mine, theirs = path.strip("/").split("/"), other.strip("/").split("/")
    pairs = [at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]]
    if len(mine) != len(theirs) or len(pairs) != 1 or len(mine) - pairs[0] <= _CALLED:
        return "", ""
    one, two = mine[pairs[0]], theirs[pairs[0]]
    return (one, two) if _NAME.fullmatch(one) and _NAME.fullmatch(two) else ("", "")


_NAME = lazy_re(r"[A-Za-z][A-Za-z_-]{1,40}\d?")
_CALLED = 2  # parts at least behind it: a thing of another name is called by one


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
    one, other = one.lower(), other.lower()
    return one == other or _distance(one, other) <= _SLIP or _turned_round(one, other)


def _turned_round(one: str, other: str) -> bool:
    """Whether both are made of the same words in another order: `get_roster`, `roster_get`."""
    words, others = _WORDS.split(one), _WORDS.split(other)
    return len(words) > 1 and sorted(words) == sorted(others)


_WORDS = lazy_re(r"[_-]")


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
