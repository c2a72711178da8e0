"""A scheme that can't be sent yet, with what is known of it."""

from typing import ClassVar

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Holds, Travels
from inspector.model.kinds.oauth import KeptSettings
from inspector.model.secret import NO_SECRET, SecretRef

# Schemes that prove a password of a user; others that can't be sent yet have keys of their own.
_WITH_PASSWORD = frozenset({"ntlm", "negotiate", "kerberos", "scram-sha-1", "scram-sha-256"})


class Unsupported(CredentialFacts, frozen=True, kw_only=True, tag="unsupported"):
    """A scheme that was asked for (by curl, say) and that this version can't send yet.

    kept: what else a file of another program said of it.
    """

    is_supported: ClassVar[bool] = False
    texts: ClassVar[tuple[str, ...]] = ("kept",)

    scheme: str = ""
    user: str = ""
    secret: SecretRef = NO_SECRET
    kept: KeptSettings = KeptSettings()

    @property
    def holds(self) -> Holds:
        """A login where the scheme proves a password, else a key that only it can use."""
        return "login" if self.scheme.lower() in _WITH_PASSWORD else ""

    @property
    def scheme_word(self) -> str:
        """The scheme that was asked for."""
        return self.scheme

    @property
    def travels(self) -> Travels:
        """Where it would go."""
        return Travels("header", AUTHORIZATION)
