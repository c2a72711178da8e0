"""Searches what is about to be written for secrets, in every form they could have slipped in."""

from collections.abc import Iterable, Iterator

import msgspec

from inspector.export.wordy import is_wordy
from inspector.protocol.known_values import SHORTEST, KnownValues
from inspector.protocol.redaction import mask

WINDOW = 8
_WORDY = 14  # characters of a part that could as well be words: "password", "example.com/"
_ENCODED = 100  # of how many secrets every encoding is looked for; the known ones come first
_FIRST, _LONG = 10, 32  # what a mask may show, and from which length on


class Leak(msgspec.Struct, frozen=True):
    """A secret found in the text. shown: its mask. at: offset in the text. whole: or a part."""

    shown: str
    at: int
    whole: bool


def leaks(text: str, secrets: Iterable[str]) -> tuple[Leak, ...]:
    """Return the secrets that the text holds.

    Looked for: each whole, as Base64, percent-encoded and hexadecimal; and any 8 characters in a
    row of it, save the first 10 that a mask may show (its last 4 are too few to be found).
    """
    wanted = tuple(dict.fromkeys(secret for secret in secrets if len(secret) >= SHORTEST))
    found = {}
    for secret in wanted[:_ENCODED]:
        spans = KnownValues((secret,)).spans(text)
        if spans:
            found[secret] = Leak(mask(secret), spans[0][0], whole=True)
    rest = tuple(secret for secret in wanted if secret not in found)
    for size in (WINDOW, _WORDY):
        parts = _windows(rest, size)
        for secret, part in _met(text, parts, size) if parts else ():
            if secret not in found:
                found[secret] = Leak(mask(secret), text.find(part), whole=secret in text)
    return tuple(found[secret] for secret in wanted if secret in found)


def _met(text: str, parts: dict[str, str], size: int) -> Iterator[tuple[str, str]]:
    """Yield secret and part for each part in the text; equal lines are read once."""
    for line in dict.fromkeys(text.splitlines()):
        for at in range(len(line) - size + 1):
            part = line[at : at + size]
            if part in parts:
                yield parts[part], part


def _windows(secrets: Iterable[str], size: int) -> dict[str, str]:
    """Return every part of that size that a mask hides and that is long enough to be telling."""
    found = {}
    for secret in secrets:
        shown = secret[:_FIRST] if len(secret) >= _LONG else ""
        for start in range(len(secret) - size + 1):
            part = secret[start : start + size]
            if part not in shown and (size >= _WORDY or not is_wordy(part)):
                found[part] = secret
    return found
