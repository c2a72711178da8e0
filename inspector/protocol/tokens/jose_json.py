"""Reads tokens in their JSON forms, flattened and general (RFC 7515 §7.2, RFC 7516 §7.2)."""

import base64
import binascii
from typing import Any

import msgspec

from inspector.protocol.json_text import parse_object
from inspector.protocol.tokens.jose import MOST_CHARACTERS, Jws

_MOST = 50


class JoseJson(msgspec.Struct, frozen=True, kw_only=True):
    """A token in a JSON form. protected: its header that is covered.

    signed: one token a signature, empty where it is encrypted; its header holds the members of
    both headers, its parts are places in the text. recipients: the headers of each recipient.
    shared: the header beside the protected one. more: signatures beyond what is read.
    """

    is_general: bool
    is_encrypted: bool
    protected: dict[str, Any]
    shared: dict[str, Any] = {}
    signed: tuple[Jws, ...] = ()
    recipients: tuple[dict[str, Any], ...] = ()
    duplicates: tuple[str, ...] = ()
    more: int = 0

    def __repr__(self) -> str:
        return f"JoseJson(protected={self.protected!r})"


def read(text: str) -> JoseJson | None:
    """Return the token in a JSON text, None where it holds none. Never raises."""
    stripped = text.strip()
    if len(stripped) > MOST_CHARACTERS or not stripped.startswith("{"):
        return None
    found = parse_object(stripped)
    if found is None:
        return None
    members = found.value
    if "ciphertext" in members:
        return _encrypted(members, found.duplicates)
    if "signature" in members or isinstance(members.get("signatures"), list):
        return _signed(members, text, found.duplicates)
    return None


def _signed(members: dict[str, Any], text: str, duplicates: tuple[str, ...]) -> JoseJson:
    is_general = "signatures" in members
    listed = members["signatures"] if is_general else [members]
    entries = [entry for entry in listed if isinstance(entry, dict)]
    payload = _text(members.get("payload"))
    signed = tuple(_one(entry, payload, text) for entry in entries[:_MOST])
    first = entries[0] if entries else {}
    return JoseJson(
        is_general=is_general,
        is_encrypted=False,
        protected=_header(first.get("protected")),
        shared=_members(first.get("header")),
        signed=signed,
        duplicates=duplicates,
        more=max(0, len(entries) - _MOST),
    )


def _one(entry: dict[str, Any], payload: str, text: str) -> Jws:
    head, tail = _text(entry.get("protected")), _text(entry.get("signature"))
    header = {**_members(entry.get("header")), **_header(head)}
    is_encoded = header.get("b64") is not False
    data = _bytes(payload) if is_encoded else payload.encode("utf-8", "surrogatepass")
    claims = parse_object(data) if data else None
    return Jws(
        header=header,
        claims=claims.value if claims else None,
        payload=data,
        signature=_bytes(tail),
        parts=tuple(_place(part, text) for part in (head, payload, tail)),
        compact=f"{head}.{payload}.{tail}",
        is_encoded=is_encoded,
    )


def _encrypted(members: dict[str, Any], duplicates: tuple[str, ...]) -> JoseJson:
    is_general = isinstance(members.get("recipients"), list)
    listed = members["recipients"] if is_general else [members]
    entries = [entry for entry in listed if isinstance(entry, dict)]
    return JoseJson(
        is_general=is_general,
        is_encrypted=True,
        protected=_header(members.get("protected")),
        shared=_members(members.get("unprotected")),
        recipients=tuple(_members(entry.get("header")) for entry in entries[:_MOST]),
        duplicates=duplicates,
        more=max(0, len(entries) - _MOST),
    )


def _place(part: str, text: str) -> tuple[int, int]:
    at = text.find(f'"{part}"') + 1 if part else 0
    return (at, at + len(part)) if at else (0, 0)


def _header(value: object) -> dict[str, Any]:
    found = parse_object(_bytes(_text(value)))
    return found.value if found else {}


def _members(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        return b""
