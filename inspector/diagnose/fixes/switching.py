"""Lifts a hand-written Authorization row into a credential of the request."""

import base64
import binascii
import re
from collections.abc import Callable

import msgspec

from inspector.diagnose.fixes.lifting import kept
from inspector.model.credential import Basic, Bearer, Credential, NoCredential, kind_of_scheme
from inspector.model.request import Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.protocol.scheme_words import split_scheme

Put = Callable[[str], SecretRef]
_USER = re.compile(r'(?i)username="([^"]*)"')


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
    own = {name.lower() for name in made.headers} - {"authorization"}
    if own and made.is_login() and not made.user_name:  # a second header of its own names the user
        others = (r.value for r in request.headers if r.enabled and r.name.lower() in own)
        user = next(filter(None, map(_USER.search, others)), None)
        made = made.with_user(user[1] if user else "")
    rest = tuple(r for r in request.headers if r is not row and r.name.lower() not in own)
    return msgspec.structs.replace(request, headers=rest, credential=made)


def from_header(value: str, put: Put) -> Credential | None:
    """Read an Authorization value as a credential; None where it can't be written as one."""
    word, rest, _ = split_scheme(value.strip())
    if word.lower() == "basic":
        return _basic(rest, put)
    kind = kind_of_scheme(word)
    if kind is not None and kind.is_login():  # a proof shows the user, never the password
        user, own = _USER.search(rest), kind()
        return own.with_user(user[1]) if user else own if len(own.headers) > 1 else None
    if not (word and rest):
        alone = word or rest
        return Bearer(token=kept(alone, put), word="") if alone else None
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
