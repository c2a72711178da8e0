"""Recognises a token that stands alone: JWT, SAML, PASETO, keys, certificates, cookies, blobs."""

import re

from inspector.intake.results import Reading
from inspector.intake.text import plain
from inspector.protocol.cookie import session_cookies
from inspector.protocol.json_text import parse_object
from inspector.protocol.keys import key_shapes
from inspector.protocol.scheme_words import PLAIN_SCHEMES
from inspector.protocol.tokens import jose, jose_json
from inspector.wording import tr

NAME = "token"
SUFFIXES = (".jwt", ".token")
_PREFIX = re.compile(
    r"^(?:(?:proxy-)?authorization\s*:\s*)?"
    rf"(?:{'|'.join(sorted(PLAIN_SCHEMES))})\s+\S",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^(?:(?:proxy-)?authorization|(?:set-)?cookie|dpop|x-api-key|client-cert)\s*:\s*\S",
    re.IGNORECASE,
)
_SAML = re.compile(r"^(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(?:Response|Assertion|EncryptedAssertion)\b")
_SAML_BASE64 = re.compile(r"^(?:PHNhbW|PD94bW|PFJlc3Bvbn|PEFzc2Vyd)[A-Za-z0-9+/=\s%]+$")
_SAML_FIELD = re.compile(
    r"^(?:https?://\S+[?&])?SAML(?:Response|Request)=[A-Za-z0-9+/=%_-]{40,}\S*$"
)
_PEM = re.compile(r"^-----BEGIN [A-Z0-9 ]{1,40}-----")
_BLOB = re.compile(r"^(?:TlRMTVNTU|YII[A-Z])[A-Za-z0-9+/]{20,}={0,2}$")  # NTLM, Kerberos
# Of no known shape (RFC 6750 section 2.1), with letters and digits.
_OPAQUE = re.compile(r"^(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9._~+=-]{16,500}$")
_ASKS = re.compile(r"\brealm\s*=", re.IGNORECASE)
_MAX = 1_000_000


def title() -> str:
    """Return what it is called."""
    return tr("Token")


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
    if _SAML.match(text) or _SAML_BASE64.match(text) or _SAML_FIELD.match(text):
        return 0.9
    if _PEM.match(text) or (text.startswith("{") and _is_json(text)):
        return 0.95
    if "\n" in text:
        return 0.0
    return _line(text)


def _is_json(text: str) -> bool:
    """Whether JSON is a token in a JSON form, a key or a set of keys (RFC 7515 §7.2, RFC 7517)."""
    if jose_json.read(text) is not None:
        return True
    found = parse_object(text) if '"kty"' in text else None
    members = found.value if found is not None else {}
    keys = members.get("keys", [members])
    return isinstance(keys, list) and any(isinstance(key, dict) and "kty" in key for key in keys)


def _line(text: str) -> float:
    if _HEADER.match(text):
        return 0.9
    if _PREFIX.match(text):
        return 0.3 if _ASKS.search(text) and "username" not in text else 0.85
    if _BLOB.match(text) or session_cookies.read(text) is not None:
        return 0.6
    shape = key_shapes.recognise(text)
    if shape is None:
        return 0.25 if _OPAQUE.match(text) else 0.0
    return 0.35 if shape.nature == "unknown" else 0.9


def read(data: bytes) -> Reading:
    """Return the token's text."""
    return Reading(kind=NAME, token=plain(data).decode("utf-8", "replace").strip())
