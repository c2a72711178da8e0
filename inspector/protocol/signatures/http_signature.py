"""What a signature of draft-cavage-http-signatures covers (§2.3), and its parameters (§2.1)."""

import base64
import hashlib
from typing import NamedTuple

import msgspec

from inspector.model.kinds.signing.http_signature import HttpSignature
from inspector.model.message import Header, Message, latin1, values
from inspector.protocol.dates import utc, write
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.tokens.signing import SigningError
from inspector.protocol.urls import split
from inspector.wording import tr

_BODY_HASH = "x-content-sha256"


class Signing(NamedTuple):
    """A message with all that is signed. names: in their order; created: seconds since 1970."""

    message: Message
    names: tuple[str, ...]
    created: int
    expires: int


def names_to_sign(message: Message, own: HttpSignature) -> tuple[str, ...]:
    """Return the names that are signed, in small letters, those of a body where there is one."""
    names = own.signed_headers.lower().replace(",", " ").split()
    if message.body:
        names += own.body_headers.lower().replace(",", " ").split()
    return tuple(dict.fromkeys(names))


def prepared(message: Message, own: HttpSignature, now: float) -> Signing:
    """Return the message with its time and the hash of its body, where they are signed."""
    names = names_to_sign(message, own)
    held = {header.name.lower() for header in message.headers if header.origin == "user"}
    more = [Header(*line, "credential") for line in _added(message, names, now, held)]
    unwanted = {header.name.lower() for header in more}
    kept = tuple(each for each in message.headers if each.name.lower() not in unwanted)
    message = msgspec.structs.replace(message, headers=(*kept, *more))
    return Signing(message, names, int(now), int(now) + own.parameters.seconds)


def _added(
    message: Message, names: tuple[str, ...], now: float, held: set[str]
) -> list[tuple[str, str]]:
    """Return what is signed and nobody wrote by hand."""
    made = base64.b64encode(hashlib.sha256(message.body).digest()).decode()
    known = {
        "date": ("Date", write(utc(int(now)))),
        "x-date": ("X-Date", write(utc(int(now)))),
        "digest": ("Digest", f"SHA-256={made}"),
        _BODY_HASH: ("x-content-sha256", made),
    }
    return [line for name, line in known.items() if name in names and name not in held]


def signing_string(signing: Signing) -> str:
    """Return the text that is signed (§2.3); raises SigningError for a header that is missing."""
    return "\n".join(f"{name}: {_value(signing, name)}" for name in signing.names)


def _value(signing: Signing, name: str) -> str:
    message = signing.message
    parts = split(message.url)
    if name == "(request-target)":
        query = f"?{parts.query}" if parts.query else ""
        return f"{message.method.lower()} {parts.path or '/'}{query}"
    if name in {"(created)", "(expires)"}:
        return str(signing.created if name == "(created)" else signing.expires)
    found = values(message.headers, name)
    if not found and name == "host":
        found = (parts.netloc.rpartition("@")[2],)
    if not found:
        text = tr("{name} is to be signed, but the request has no such header.", name=name)
        raise SigningError(text)
    return ", ".join(value.strip() for value in found)


def parameters(own: HttpSignature, signing: Signing) -> list[tuple[str, str]]:
    """Return the parameters before the signature; times are numbers, all else is quoted."""
    about, key_id = own.parameters, latin1(own.key_id.strip())
    named = {"own": own.algorithm, "hs2019": "hs2019", "none": ""}[about.named]
    pairs = [
        ("version", _quoted(about.version.strip())),
        ("keyId", _quoted(key_id)),
        ("algorithm", _quoted(named)),
        ("created", str(signing.created) if "(created)" in signing.names else ""),
        ("expires", str(signing.expires) if "(expires)" in signing.names else ""),
        ("headers", _quoted(" ".join(signing.names))),
    ]
    return [pair for pair in pairs if pair[1]]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if text else ""


def texts(signing: Signing) -> tuple[SignedText, ...]:
    """Return what is signed, without what is secret in it."""
    return (SignedText(tr("Signing string"), shown(signing_string(signing), signing.message)),)
