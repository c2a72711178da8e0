"""Turns one credential into another kind, carrying over user, password and token."""

import base64
import binascii
import re
from collections.abc import Callable

import msgspec

from inspector.diagnose.fixes.lifting import kept
from inspector.model.credential import ApiKey, Basic, Bearer, Credential, Digest, NoCredential
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import NO_SECRET, SecretRef

Put = Callable[[str], SecretRef]
_SECRET_NAMES = {
    "basic": "password",
    "digest": "password",
    "bearer": "token",
    "api-key": "value",
    "unsupported": "secret",
}


_USER = re.compile(r'username="([^"]*)"')


def secret_name(credential: Credential) -> str:
    """Return the name of the field that holds the secret, empty without one."""
    return _SECRET_NAMES.get(kind(credential), "")


def kind(credential: Credential) -> str:
    """Return the tag of a credential: basic, bearer and so on."""
    return str(type(credential).__struct_config__.tag)


def secret(credential: Credential) -> SecretRef:
    """Return the reference of a credential's secret."""
    name = secret_name(credential)
    found = getattr(credential, name) if name else NO_SECRET
    return found if isinstance(found, SecretRef) else NO_SECRET


def switched(credential: Credential, wanted: str) -> Credential:
    """Return a credential of the wanted kind with the user and secret of the old one."""
    user = str(getattr(credential, "user", ""))
    held = secret(credential)
    if wanted == "basic":
        return Basic(user=user, password=held)
    if wanted == "digest":
        return Digest(user=user, password=held)
    if wanted == "bearer":
        return Bearer(token=NO_SECRET if user else held)
    if wanted == "api-key":
        return ApiKey(value=NO_SECRET if user else held)
    return NoCredential()


def lifted(request: Request, put: Put) -> Request:
    """Return the request with a hand-written Authorization row turned into a credential."""
    if not isinstance(request.credential, NoCredential):
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
