"""The words of a name, and what is remembered of names: a trace has few, each many times."""

from difflib import SequenceMatcher
from functools import lru_cache

from inspector.protocol.patterns import lazy_re

remembered = lru_cache(maxsize=4096)
_CAMEL = lazy_re(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = lazy_re(r"[^A-Za-z0-9]+")


def name_words(name: str) -> list[str]:
    """Return the words of a name in small letters, also those of `camelCase`."""
    parts = _SPLIT.split(_CAMEL.sub("-", name[:200]))
    return [part.lower() for part in parts if part]


def is_misspelt(word: str, usual: str) -> bool:
    """Whether a word is a usual one with a letter or two wrong, left out or put in."""
    close = abs(len(word) - len(usual)) <= 1 and word[:1] == usual[:1] and word != usual
    return close and SequenceMatcher(None, word, usual).ratio() >= _NEAR


# One letter of five, or two of ten, differ.
_NEAR = 0.8
