"""WSSE: a user, and a password hashed with a nonce and the time."""

from typing import ClassVar

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Holds, Travels
from inspector.model.kinds.signing.signing_terms import Clock
from inspector.model.secret import NO_SECRET, SecretRef


class Wsse(CredentialFacts, frozen=True, kw_only=True, tag="wsse"):
    """User name and a digest of the password (OASIS WSS UsernameToken Profile, in HTTP headers)."""

    scheme_name: ClassVar[str] = "WSSE"
    holding: ClassVar[Holds] = "login"
    texts: ClassVar[tuple[str, ...]] = ("user",)

    user: str = ""
    password: SecretRef = NO_SECRET
    clock: Clock = "own"

    @property
    def travels(self) -> Travels:
        """In a header of its own; Authorization says only that it is there."""
        return Travels("header", "X-WSSE")

    @property
    def headers(self) -> tuple[str, ...]:
        """Both are written anew for every message."""
        return (AUTHORIZATION, "X-WSSE")
