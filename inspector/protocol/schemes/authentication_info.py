"""Reads Authentication-Info and Proxy-Authentication-Info (RFC 9110 §11.6.3, RFC 7616 §3.5)."""

import msgspec

from inspector.model.message import Header
from inspector.protocol.challenges.parsing import parse
from inspector.protocol.challenges.records import Param


class AuthenticationInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The parameters of one line. index: of the header line."""

    params: tuple[Param, ...] = ()
    index: int = 0

    def get(self, name: str, default: str = "") -> str:
        """Return the first parameter of that name, whatever its letter case."""
        wanted = name.lower()
        return next((p.value for p in self.params if p.name.lower() == wanted), default)

    @property
    def nextnonce(self) -> str:
        """The nonce for the next request; empty where the old one stays."""
        return self.get("nextnonce")


def read(value: str, index: int = 0) -> AuthenticationInfo:
    """Read one value; a scheme word before the parameters is passed over. Never raises."""
    params = tuple(param for part in parse(value) for param in part.params)
    return AuthenticationInfo(params=params, index=index)


def info_of(
    headers: tuple[Header, ...], name: str = "Authentication-Info"
) -> tuple[AuthenticationInfo, ...]:
    """Return what each header line of that name says."""
    wanted = name.lower()
    return tuple(
        read(header.value, index)
        for index, header in enumerate(headers)
        if header.name.lower() == wanted
    )
