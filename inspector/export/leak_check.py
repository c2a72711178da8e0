"""Searches what is about to be written for secrets, in every form they could have slipped in."""

from collections.abc import Iterable

import msgspec

from inspector.protocol.known_values import SHORTEST, KnownValues
from inspector.protocol.redaction import mask

WINDOW = 8
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
    parts = _windows(secret for secret in wanted if secret not in found)
    for at in range(len(text) - WINDOW + 1) if parts else ():
        secret = parts.get(text[at : at + WINDOW], "")
        if secret and secret not in found:
            found[secret] = Leak(mask(secret), at, whole=secret in text)
    return tuple(found[secret] for secret in wanted if secret in found)


def _windows(secrets: Iterable[str]) -> dict[str, str]:
    found = {}
    for secret in secrets:
        first = _FIRST - WINDOW + 1 if len(secret) >= _LONG else 0
        for start in range(first, len(secret) - WINDOW + 1):
            found[secret[start : start + WINDOW]] = secret
    return found
