"""Recognises a token or key that stands alone: JWT, JWE, SAML, PASETO, known API keys."""

import re

from inspector.intake.reading import Reading
from inspector.intake.text import plain
from inspector.protocol import jose, key_shapes
from inspector.wording import tr

NAME = "token"
SUFFIXES = (".jwt", ".token")
_PREFIX = re.compile(
    r"^(?:(?:proxy-)?authorization\s*:\s*)?(?:bearer|basic|digest|dpop|token)\s+\S", re.IGNORECASE
)
_HEADER = re.compile(r"^(?:proxy-)?authorization\s*:\s*\S", re.IGNORECASE)
_SAML = re.compile(r"^(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(?:Response|Assertion|EncryptedAssertion)\b")
_SAML_BASE64 = re.compile(r"^(?:PHNhbW|PD94bW|PFJlc3Bvbn|PEFzc2Vyd)[A-Za-z0-9+/=\s%]+$")
_ASKS = re.compile(r"\brealm\s*=", re.IGNORECASE)
_MAX = 1_000_000


def hint() -> str:
    """Return what opens, in a sentence."""
    return tr("A token: opens taken apart, and is sent nowhere.")


def fit(data: bytes) -> float:
    """Return how surely the data is one token."""
    if len(data) > _MAX:
        return 0.0
    text = plain(data).decode("utf-8", "replace").strip()
    if text.startswith("eyJ") or ("." in text[:2000] and jose.read(text)):
        return 0.96
    if _SAML.match(text) or _SAML_BASE64.match(text):
        return 0.9
    if "\n" in text:
        return 0.0
    return _line(text)


def _line(text: str) -> float:
    if _HEADER.match(text):
        return 0.9
    if _PREFIX.match(text):
        return 0.3 if _ASKS.search(text) and "username" not in text else 0.85
    shape = key_shapes.recognise(text)
    if shape is None:
        return 0.0
    return 0.35 if shape.nature == "unknown" else 0.9


def read(data: bytes) -> Reading:
    """Return the token's text."""
    return Reading(kind=NAME, token=plain(data).decode("utf-8", "replace").strip())
