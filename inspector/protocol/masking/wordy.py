"""Tells text that could as well be ordinary words from text that only a secret looks like."""

from inspector.protocol.patterns import lazy_re

_SEPARATORS = lazy_re(r"[\W_]+")


def is_wordy(text: str) -> bool:
    """Whether a text has no digit and each of its words is written as words are."""
    words = _SEPARATORS.split(text)
    return not any(map(str.isdigit, text)) and all(
        word.islower() or word.isupper() or word.istitle() for word in words if word
    )
