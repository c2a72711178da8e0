"""What each part of a template stands for in a message that is about to be signed."""

import json
import uuid
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote_plus

from inspector.model.message import Message, as_bytes, first, latin1, readable
from inspector.protocol.dates import utc, write
from inspector.protocol.json_text import parse_object
from inspector.protocol.media_types import content_type, family
from inspector.protocol.signatures import azure_storage
from inspector.protocol.signatures.template import Part, TemplateError
from inspector.protocol.urls import authority_of, split
from inspector.wording import tr


class Signing(NamedTuple):
    """A message at the moment it is signed. now: seconds since 1970; nonce: a name of its own.

    canonical: the canonical request, once it is made. signature: as text, once it is made. What is
    printed of it holds no secret.
    """

    message: Message
    now: float
    nonce: uuid.UUID
    key_id: str = ""
    passphrase: str = ""
    canonical: bytes | None = None
    signature: str | None = None

    def __repr__(self) -> str:
        return "Signing()"


def value(signing: Signing, part: Part) -> bytes:
    """Return what a part stands for; raises TemplateError where nobody knows it."""
    found = PARTS.get(part.name)
    if found is None:
        text = tr(
            "{part} is no part of a request; there are: {known}.",
            part=part.written,
            known=", ".join(PARTS),
        )
        raise TemplateError(text)
    made = found(signing, part.argument)
    if made is None:
        raise TemplateError(_misplaced(part))
    return made if isinstance(made, bytes) else as_bytes(made)


def _misplaced(part: Part) -> str:
    if part.name in {"signature", "canonical"}:
        return tr("{part} can't be known there: it is made later.", part=part.written)
    return tr("{part} has an argument that nobody knows.", part=part.written)


# ---------------- Of the address
def _query(signing: Signing, how: str) -> str | None:
    query = split(signing.message.url).query
    if how == "sorted":
        return "&".join(sorted(query.split("&"))) if query else ""
    return query if how in {"", "raw"} else None


def _path(signing: Signing, how: str) -> str | None:
    path = split(signing.message.url).path or "/"
    return path if not how else None


def _target(signing: Signing, _how: str) -> str:
    query = split(signing.message.url).query
    return (split(signing.message.url).path or "/") + (f"?{query}" if query else "")


def _host_sent(signing: Signing, _how: str) -> str:
    host = first(signing.message.headers, "host")
    return host if host is not None else authority_of(signing.message.url)


# ---------------- Of what is sent
def _header(signing: Signing, name: str) -> str | None:
    return (first(signing.message.headers, name) or "").strip() if name else None


def _parameter(signing: Signing, name: str) -> str | None:
    """Return a parameter of the query, of a form, or a member of a JSON body."""
    message = signing.message
    texts = [readable(split(message.url).query)]
    if family(content_type(message.headers)) == "form":
        texts.append(message.body.decode("utf-8", "replace"))
    for text in texts:
        for one, _, said in (piece.partition("=") for piece in text.split("&")):
            if unquote_plus(one) == name:
                return latin1(unquote_plus(said))
    parsed = parse_object(message.body) if name else None
    members = parsed.value if parsed else None
    found = members.get(name, "") if isinstance(members, dict) else ""
    said = found if isinstance(found, str) else json.dumps(found, separators=(",", ":"))
    return latin1(said) if name else None


# ---------------- Of the moment
_TIMES: dict[str, Callable[[float], str]] = {
    "": lambda now: str(int(now)),
    "s": lambda now: str(int(now)),
    "ms": lambda now: str(int(now * 1000)),
    "us": lambda now: str(int(now * 1_000_000)),
    "iso": lambda now: utc(now).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "iso-ms": lambda now: utc(now).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    "basic": lambda now: utc(now).strftime("%Y%m%dT%H%M%SZ"),
    "day": lambda now: utc(now).strftime("%Y%m%d"),
    "http": lambda now: write(utc(int(now))),
}
_NONCES: dict[str, Callable[[uuid.UUID], str]] = {
    "": lambda nonce: nonce.hex,
    "hex": lambda nonce: nonce.hex,
    "uuid": str,
    "number": lambda nonce: str(nonce.int % 10**18),
}


def _time(signing: Signing, how: str) -> str | None:
    return _TIMES[how](signing.now) if how in _TIMES else None


def _nonce(signing: Signing, how: str) -> str | None:
    return _NONCES[how](signing.nonce) if how in _NONCES else None


_AZURE = {"headers": azure_storage.canonical_headers, "resource": azure_storage.canonical_resource}

PARTS: dict[str, Callable[[Signing, str], bytes | str | None]] = {
    "method": lambda signing, _how: signing.message.method.upper(),
    "scheme": lambda signing, _how: split(signing.message.url).scheme,
    "host": _host_sent,
    "path": _path,
    "query": _query,
    "target": _target,
    "url": lambda signing, _how: signing.message.url,
    "header": _header,
    "parameter": _parameter,
    "body": lambda signing, _how: signing.message.body,
    "length": lambda signing, _how: str(len(signing.message.body)),
    "timestamp": _time,
    "nonce": _nonce,
    "key_id": lambda signing, _how: signing.key_id.encode(),
    "passphrase": lambda signing, _how: signing.passphrase.encode(),
    "canonical": lambda signing, _how: signing.canonical,
    "signature": lambda signing, _how: signing.signature,
    "azure": lambda signing, how: _AZURE[how](signing.message) if how in _AZURE else None,
}
"""The parts by name; what they need to know, and the argument, in; None for one that is unknown."""
