"""What fixes work with: secrets, a way to send, what is known; and what they leave behind."""

from collections.abc import Awaitable, Callable, Mapping

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.request import Request
from inspector.model.secret import Secret, SecretRef
from inspector.model.sign_in import Walk
from inspector.workbench.applying.companions import Companions

Reveal = Callable[[SecretRef], str]
Put = Callable[[str], SecretRef]
SendPlain = Callable[[Request], Awaitable[Attempt]]
WalkSignIn = Callable[[Request], Awaitable[tuple[Attempt, Walk]]]


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What the user gave for a fix beforehand; printing it shows no secret.

    fields: plain values by the path of their field (`url`, `options.ca_file`, `credential.name`).
    variables: values for `{{names}}` that have none.
    """

    user: str = ""
    secret: Secret = Secret("")
    fields: Mapping[str, str] = {}
    variables: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return "Given(…)"


class FixContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a fix may use: secrets by reference, new references, a way to send, what is known.

    renew: renews the token that is kept for a request, and returns what was sent for it. walk:
    walks the sign-in of a request.
    """

    reveal: Reveal
    put: Put
    send: SendPlain
    companions: Companions = Companions()
    given: Given = Given()
    renew: SendPlain | None = None
    walk: WalkSignIn | None = None


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """The request after a fix.

    sent: every attempt that was made for it, in order, none of them the request itself.

    note: what was done or why not, empty when it goes without saying. attempt: what was sent for
    it (the token request), None when nothing was. wants: fields that must be filled in before it
    is sent. prepared: another request to fill in and send first (a login), None where none is
    needed. token_request: the token request from now on, where its refresh token was replaced.
    walk: the sign-in that was walked for it.
    """

    request: Request
    note: str = ""
    attempt: Attempt | None = None
    wants: tuple[str, ...] = ()
    prepared: Request | None = None
    token_request: Request | None = None
    walk: Walk | None = None
    done: bool = True
    sent: tuple[Attempt, ...] = ()


class Noted:
    """Keeps, in order, the attempts that were made on behalf of a fix."""

    def __init__(self) -> None:
        self.made: list[Attempt] = []

    def __call__(self, attempt: Attempt) -> Attempt:
        """Note one, and return it marked as the fix's."""
        self.made.append(msgspec.structs.replace(attempt, origin="fix"))
        return self.made[-1]
