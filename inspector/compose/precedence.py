"""Decides which credential leaves: a hand-written header, the credential, or the URL's user.

The one place for it. A header that the user wrote wins over the credential that would write the
same header (as with curl), and the credential wins over `user:password@` in the URL; so exactly
one leaves. The window shows the answer as it is here.
"""

from typing import Literal

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
from inspector.model.request import Request, RequestHeader
from inspector.wording import tr

Winner = Literal["none", "header", "credential", "url"]


class Precedence(msgspec.Struct, frozen=True, kw_only=True):
    """Who wins. header: the header they compete for. loses: who else wanted to write it."""

    winner: Winner = "none"
    header: str = ""
    loses: tuple[Winner, ...] = ()

    @property
    def text(self) -> str:
        """One sentence for the window where there was a choice, else nothing."""
        if not self.loses:
            return ""
        if self.winner == "header" and "credential" in self.loses:
            return tr(
                "Your own {name} header is sent; the credential of the Auth tab is not used.",
                name=self.header,
            )
        if self.winner == "header":
            return tr(
                "Your own {name} header is sent; user and password of the URL are not used.",
                name=self.header,
            )
        return tr("The credential of the Auth tab is sent; user and password of the URL are not.")


def header_of(credential: Credential) -> str:
    """Return the name of the header that a credential writes, empty when it writes none."""
    match credential:
        case Basic() | Bearer() | Digest() | Unsupported():
            return "Authorization"
        case ApiKey(place="header"):
            return credential.name
        case _:
            return ""


def decide(request: Request, *, url_has_user: bool = False) -> Precedence:
    """Return who writes the credential of this request."""
    present = not isinstance(request.credential, NoCredential | InheritCredential)
    name = header_of(request.credential) if present else "Authorization" * url_has_user
    rivals: list[Winner] = []
    if name and _written(request.headers, name):
        rivals.append("header")
    if present:
        rivals.append("credential")
    if url_has_user and (header_of(request.credential) in {"", "Authorization"}):
        rivals.append("url")
    if not rivals:
        return Precedence()
    return Precedence(winner=rivals[0], header=name, loses=tuple(rivals[1:]))


def _written(headers: tuple[RequestHeader, ...], name: str) -> bool:
    wanted = name.strip().lower()
    return any(header.enabled and header.name.strip().lower() == wanted for header in headers)
