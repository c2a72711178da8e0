"""Tells text that could as well be ordinary words from text that only a secret looks like."""

from inspector.protocol.masking.masks import is_masked, is_placeholder
from inspector.protocol.patterns import lazy_re

_SEPARATORS = lazy_re(r"[\W_]+")
_LONG_WORD = 16  # characters


def is_wordy(text: str) -> bool:
    """Whether a text has no digit and each of its words is written as words are."""
    if any(map(str.isdigit, text)):  # most secrets have one, and are not taken apart for nothing
        return False
    words = [text] if text.isalpha() else _SEPARATORS.split(text)
    return all(word.islower() or word.isupper() or word.istitle() for word in words if word)


def is_telling(secret: str) -> bool:
    """Whether a text found elsewhere would be this secret: no mask, and no everyday word."""
    if is_masked(secret) or is_placeholder(secret):
        return False
    return len(secret) >= _LONG_WORD or not is_wordy(secret)
