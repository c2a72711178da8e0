"""Decides which credential leaves: a hand-written header, the credential, or the URL's user.

The one place for it. A header that the user wrote wins over the credential that would write the
same header (as with curl), and the credential wins over `user:password@` in the URL; so exactly
one leaves. The window shows the answer as it is here.
"""

from typing import Literal

import msgspec

from inspector.model.request import Request, RequestHeader
from inspector.wording import tr

Winner = Literal["none", "header", "credential", "url"]


class Precedence(msgspec.Struct, frozen=True, kw_only=True):
    """Who wins. header: the header they compete for. loses: who else wanted to write it.

    is_off: there is a credential, and the request's options keep it here.
    """

    winner: Winner = "none"
    header: str = ""
    loses: tuple[Winner, ...] = ()
    is_off: bool = False

    @property
    def text(self) -> str:
        """One sentence for the window where there was a choice, else nothing."""
        if self.is_off:
            return tr("The credential is switched off among the options: it is not sent.")
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


def decide(request: Request, *, url_has_user: bool = False) -> Precedence:
    """Return who writes the credential of this request."""
    is_off = request.credential.is_given and not request.options.send_credential
    present = request.credential.is_given and not is_off
    own = request.credential.headers
    names = own if present else ("Authorization",) * url_has_user
    written = [name for name in names if _written(request.headers, name)]
    rivals: list[Winner] = []
    if written:
        rivals.append("header")
    if present:
        rivals.append("credential")
    if url_has_user and (not present or not own or "Authorization" in own):
        rivals.append("url")
    if not rivals:
        return Precedence(is_off=is_off)
    return Precedence(
        winner=rivals[0],
        header=next(iter((*written, *names)), ""),
        loses=tuple(rivals[1:]),
        is_off=is_off,
    )


def _written(headers: tuple[RequestHeader, ...], name: str) -> bool:
    wanted = name.strip().lower()
    return any(header.enabled and header.name.strip().lower() == wanted for header in headers)
