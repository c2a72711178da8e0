"""Digest: a user and the proof of a password, in answer to a challenge."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts, Holds
from inspector.model.secret import NO_SECRET, SecretRef


class Digest(CredentialFacts, frozen=True, kw_only=True, tag="digest"):
    """User name and password as an answer to a Digest challenge (RFC 7616).

    algorithm and qop: empty means the strongest that the server offers.
    """

    scheme_name: ClassVar[str] = "Digest"
    holding: ClassVar[Holds] = "login"
    rounds: ClassVar[int] = 2
    texts: ClassVar[tuple[str, ...]] = ("user",)
    confirmed_by: ClassVar[str] = "Authentication-Info"

    user: str = ""
    password: SecretRef = NO_SECRET
    algorithm: str = ""
    qop: Literal["", "auth", "auth-int"] = ""
