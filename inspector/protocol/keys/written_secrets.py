"""Secrets that differ as one does from itself after a slip in copying or typing."""

import base64
from typing import Literal

Slip = Literal["cut", "longer", "letters", "signs"]
Coding = Literal["not-in-base64", "in-base64"]
_SHORTEST = 8  # shorter ones are alike by accident
_RANDOM = 16  # from that length on two secrets differ in a digit alone by a slip only
_ADDED = 2  # more signs at an end are a name of their own: `depot-key`, `depot-key-write`


def slip(sent: str, good: str) -> Slip | None:
    """Return in which way a secret is nearly another one; None where it is the same, or none."""
    if sent == good or len(good) < _SHORTEST:
        return None
    if sent.casefold() == good.casefold():
        return "letters"
    if len(sent) * 2 >= len(good) > len(sent):
        return "cut" if good.startswith(sent) or good.endswith(sent) else _by_signs(sent, good)
    if len(good) < len(sent) <= len(good) + _ADDED:
        return "longer" if good in sent else _by_signs(sent, good)
    return _by_signs(sent, good)


def coding(sent: str, good: str) -> Coding | None:
    """Return in which other encoding the same secret was good; None where it is another one."""
    if sent == good or min(len(sent), len(good)) < _SHORTEST:
        return None
    if good.rstrip("=") in _in_base64(sent):
        return "not-in-base64"
    return "in-base64" if sent.rstrip("=") in _in_base64(good) else None


def _in_base64(text: str) -> tuple[str, str]:
    data = text.encode()
    coded = base64.b64encode(data).decode(), base64.urlsafe_b64encode(data).decode()
    return coded[0].rstrip("="), coded[1].rstrip("=")


def _by_signs(sent: str, good: str) -> Slip | None:
    """Return whether one sign is another, is missing or too many, or two changed places.

    Short ones may be counted (`key-0001`, `key-0002`): another digit makes another key.
    """
    start = _common(sent, good)
    mine, theirs = sent[start:], good[start:]
    end = min(_common(mine[::-1], theirs[::-1]), len(mine), len(theirs))
    mine, theirs = mine[: len(mine) - end], theirs[: len(theirs) - end]
    swapped = len(mine) == _PAIR and mine == theirs[::-1]
    if not swapped and max(len(mine), len(theirs)) > 1:
        return None
    counted = len(good) < _RANDOM and (mine + theirs).isdigit()
    return None if counted else "signs"


_PAIR = 2


def _common(one: str, other: str) -> int:
    """Return how many signs two texts have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
