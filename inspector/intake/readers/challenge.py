"""Recognises the value of a WWW-Authenticate header that stands alone."""

import re

from inspector.intake.results import Reading
from inspector.intake.text import plain
from inspector.protocol.challenges import parsing
from inspector.protocol.scheme_words import OFFERED_SCHEMES
from inspector.wording import tr

NAME = "challenge"
SUFFIXES = (".challenge",)
_HEADER = re.compile(r"^(?:www-authenticate|proxy-authenticate)\s*:", re.IGNORECASE)
_WORD = re.compile(r"([A-Za-z][\w-]{0,40})(?:\s|,|$)")
_ASKS = frozenset(
    {"realm", "error", "scope", "nonce", "charset", "authorization_uri", "resource_metadata"}
)
_MAX = 65536


def title() -> str:
    """Return what it is called."""
    return tr("WWW-Authenticate value")


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A WWW-Authenticate value: opens taken apart.")


def fit(data: bytes) -> float:
    """Return how surely the data is a challenge."""
    text = plain(data[: _MAX + 1]).decode("utf-8", "replace").strip()
    if len(text) > _MAX:
        return 0.0
    if _HEADER.match(text):
        return 0.95
    word = _WORD.match(text)
    if word is None or word[1].lower() not in OFFERED_SCHEMES or "\n" in text:
        return 0.0
    found = parsing.parse(text)
    names = {param.name.lower() for one in found for param in one.params}
    if "username" in names:
        return 0.0
    if names & _ASKS:
        return 0.9
    return 0.5 if " " not in text or "," in text else 0.1


def read(data: bytes) -> Reading:
    """Return the challenge's text."""
    return Reading(kind=NAME, token=plain(data).decode("utf-8", "replace").strip())
