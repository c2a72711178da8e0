"""Which elements of a page tell of a failure, and what they say."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from inspector.protocol.patterns import lazy_re
from inspector.reading.pages.shown import hides

_TELLS = lazy_re(r"(?i)error|alert|danger|warning|flash|invalid|fail")
_HIDDEN = lazy_re(r"(?i)\bhid(?:e|den)\b|d-none|display\s*:\s*none|noscript|template")
_LONGEST, _LONGEST_WAY_ON = 400, 30
_SEVERAL = 3


class Notice(msgspec.Struct, frozen=True):
    """A box that tells the reader of a failure. sample: its longest piece without references."""

    words: str
    sample: str


class Box:
    """An element that may be a notice, while it is open. at: how many words came before it."""

    def __init__(self, depth: int, number: int, at: int, given: dict[str, str]) -> None:
        self.depth, self.number = depth, number
        self.at, self.end = at, at
        self.kinds = _kinds(given) if given.get("id") else frozenset[str]()
        self.pieces: list[str] = []
        self.sample = self.words = ""
        self.length = self.linked = 0

    def take(self, text: str, as_written: str, *, linked: bool) -> None:
        """Take text in; linked: whether it stands in a link."""
        self.length += len(text)
        self.linked += len(text.strip()) if linked else 0
        if self.is_short:
            self.pieces.append(text)
            self.sample = max(self.sample, as_written, key=len)

    @property
    def is_short(self) -> bool:
        """Whether it holds a message and no more."""
        return self.length <= _LONGEST

    @property
    def leads_on(self) -> bool:
        """Whether it is a short link alone, where to go on: "Return to the start"."""
        return len(self.words) <= _LONGEST_WAY_ON and self.linked >= len(self.words)


def is_notice(attributes: dict[str, str]) -> bool:
    """Whether class, id or role of an element say that it tells of a failure, and it is shown."""
    named = (attributes.get(name, "") for name in ("class", "id", "role"))
    if not any(_TELLS.search(value) for value in named) or hides("", attributes):
        return False
    return not any(_HIDDEN.search(f'{name}="{value}"') for name, value in attributes.items())


def in_store(boxes: Sequence[Box]) -> frozenset[int]:
    """Return the numbers of boxes that hold a text for every case: a script will show one of them.

    Each has a name of its own, by which it is found, and says something else than its likes.
    """
    words = {kind: {box.words for box in boxes if kind in box.kinds} for kind in _all(boxes)}
    stored = {kind for kind, said in words.items() if len(said) >= _SEVERAL}
    return frozenset(box.number for box in boxes if not stored.isdisjoint(box.kinds))


def _all(boxes: Sequence[Box]) -> Counter[str]:
    return Counter(kind for box in boxes for kind in box.kinds)


def _kinds(given: dict[str, str]) -> frozenset[str]:
    """Return the classes by which it tells of a failure."""
    return frozenset(one for one in given.get("class", "").split() if _TELLS.search(one))
