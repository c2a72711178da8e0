"""What a kept secret is, told by its shape, by what uses it and by its name."""

from datetime import datetime
from typing import Literal

import msgspec

from inspector.protocol.dates import from_seconds
from inspector.protocol.keys.key_shapes import recognise
from inspector.protocol.oauth import kept_token
from inspector.protocol.tokens import jose
from inspector.wording import tr

Group = Literal["tokens", "passwords", "keys", "certificates", "others"]
Role = Literal["", "password", "client-secret", "token"]


class SecretKind(msgspec.Struct, frozen=True):
    """name: as a sentence begins. told: how it is known. ends: when it ends by itself."""

    group: Group
    icon: str
    name: str
    told: str = ""
    ends: datetime | None = None
    renews: bool = False


def kind_of(value: str, role: Role) -> SecretKind:
    """Return what a value is. role: what its requests use it as."""
    shape = tr("told by its shape")
    if (token := kept_token.read(value)) is not None:
        ends = from_seconds(token.ends)
        renews = bool(token.refresh_token)
        return SecretKind("tokens", "scan-search", tr("Access token"), _by_us(), ends, renews)
    if "-----BEGIN" in value:
        return _pem(value, shape)
    if isinstance(found := jose.read(value.strip()), jose.Jws) and not found.defects:
        return SecretKind("tokens", "scan-search", tr("Token, JWT"), shape, _end_of(found))
    if (key := recognise(value.strip())) is not None and not key.is_general:
        return SecretKind("keys", "key-round", key.kind, shape)
    return _by_role(role)


def _by_us() -> str:
    return tr("obtained by this program")


def _pem(value: str, shape: str) -> SecretKind:
    if "PRIVATE KEY" in value:
        return SecretKind("keys", "file-key", tr("Private key"), shape)
    return SecretKind("certificates", "shield-check", tr("Certificate"), shape)


def _by_role(role: Role) -> SecretKind:
    use = tr("told by its use")
    made = {
        "password": SecretKind("passwords", "square-asterisk", tr("Password"), use),
        "client-secret": SecretKind("passwords", "id-card", tr("Client secret"), use),
        "token": SecretKind("keys", "key-round", tr("Token or key"), use),
    }
    return made.get(role, SecretKind("others", "lock-keyhole", tr("Secret")))


def _end_of(token: jose.Jws) -> datetime | None:
    return from_seconds((token.claims or {}).get("exp"))
