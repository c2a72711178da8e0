"""Lifts a hand-written Authorization row into a credential of the request."""

import base64
import binascii
import re
from collections.abc import Callable

import msgspec

from inspector.diagnose.fixes.lifting import kept
from inspector.model.credential import Basic, Bearer, Credential, Digest, NoCredential
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef

Put = Callable[[str], SecretRef]
_USER = re.compile(r'username="([^"]*)"')


def lifted(request: Request, put: Put) -> Request:
    """Return the request with a hand-written Authorization row turned into a credential."""
    if request.credential != NoCredential():
        return request
    row = next(
        (r for r in request.headers if r.enabled and r.name.lower() == "authorization"), None
    )
    made = from_header(row.value, put) if row is not None else None
    if made is None:
        return request
    rest = tuple(r for r in request.headers if r is not row)
    return msgspec.structs.replace(request, headers=rest, credential=made)


def from_header(value: str, put: Put) -> Credential | None:
    """Read an Authorization value as a credential; None where it can't be written as one."""
    word, _, rest = value.strip().partition(" ")
    if word.lower() == "basic":
        return _basic(rest, put)
    if word.lower() == "digest":
        user = _USER.search(rest)
        return Digest(user=user.group(1)) if user else None
    if not rest:
        return Bearer(token=kept(word, put), word="") if word else None
    return Bearer(token=kept(rest, put), word=word)


def _basic(text: str, put: Put) -> Credential | None:
    try:
        decoded = base64.b64decode(text.strip() + "=" * (-len(text.strip()) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    user, _, password = decoded.decode("utf-8", "replace").partition(":")
    return Basic(user=user, password=put(password))


def without_rows(request: Request, name: str) -> tuple[RequestHeader, ...]:
    """Return the header rows without those of a name."""
    return tuple(row for row in request.headers if row.name.lower() != name.lower())
