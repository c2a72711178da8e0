"""What one kind of credential can hand on to another: stated once, for fixes and for forms."""

from typing import Literal, NamedTuple

import msgspec

from inspector.model.credential import (
    ApiKey,
    Basic,
    Bearer,
    Credential,
    Digest,
    InheritCredential,
    NoCredential,
    Unsupported,
)
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.protocol.schemes.computed_schemes import is_computed

Holds = Literal["", "login", "token"]


class _Kind(NamedTuple):
    """One kind of record: how an empty one begins, what it holds, and in which field."""

    empty: Credential
    holds: Holds = ""
    secret: str = ""


# What each record holds is what it can hand on: a login (user and password, never one without the
# other) to a login, a token to a token. A token is no password, and a password no token.
_KINDS: dict[str, _Kind] = {
    "none": _Kind(NoCredential()),
    "inherit": _Kind(InheritCredential()),
    "basic": _Kind(Basic(), "login", "password"),
    "digest": _Kind(Digest(), "login", "password"),
    "bearer": _Kind(Bearer(), "token", "token"),
    "api-key": _Kind(ApiKey(), "token", "value"),
    "unsupported": _Kind(Unsupported(), "", "secret"),
}
# Schemes that prove a password of a user; other schemes that are computed have keys of their own.
_WITH_PASSWORD = frozenset({"ntlm", "negotiate", "kerberos", "scram-sha-1", "scram-sha-256"})


def kind(credential: Credential) -> str:
    """Return the tag of a credential: basic, bearer and so on."""
    return tag(type(credential))


def tag(record: type[Credential]) -> str:
    """Return the tag of a kind of credential."""
    return str(record.__struct_config__.tag)


def kind_of_scheme(scheme: str) -> str:
    """Return the kind of record that sends a scheme of Authorization, "" being a bare token."""
    word = scheme.lower()
    if word in {"basic", "digest"}:
        return word
    return "unsupported" if is_computed(word) else "bearer"


def holds(credential: Credential) -> Holds:
    """Return what a credential can hand on."""
    if isinstance(credential, Unsupported):
        return "login" if credential.scheme.lower() in _WITH_PASSWORD else ""
    return _KINDS[kind(credential)].holds


def is_login(wanted: str) -> bool:
    """Whether a kind of credential is a user with a password."""
    return wanted in _KINDS and _KINDS[wanted].holds == "login"


def carries(before: str, wanted: str) -> bool:
    """Whether what one kind of credential holds can be sent as another kind."""
    if before not in _KINDS or wanted not in _KINDS:
        return False
    return _KINDS[before].holds == _KINDS[wanted].holds != ""


def secret_name(credential: Credential) -> str:
    """Return the name of the field that holds the secret, empty without one."""
    return _KINDS[kind(credential)].secret


def secret(credential: Credential) -> SecretRef:
    """Return the reference of a credential's secret."""
    name = secret_name(credential)
    found = getattr(credential, name) if name else NO_SECRET
    return found if isinstance(found, SecretRef) else NO_SECRET


def switched(credential: Credential, wanted: str) -> Credential:
    """Return a credential of the wanted kind, with what the old one can hand on to it.

    An unknown kind gives NoCredential.
    """
    chosen = _KINDS.get(wanted, _KINDS["none"])
    if not chosen.holds or chosen.holds != holds(credential):
        return chosen.empty
    carried: dict[str, object] = {chosen.secret: secret(credential)}
    if chosen.holds == "login":
        carried["user"] = getattr(credential, "user", "")
    return msgspec.structs.replace(chosen.empty, **carried)
