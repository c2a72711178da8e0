"""A Kerberos ticket for the service, in SPNEGO (RFC 4559, RFC 4178)."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts
from inspector.wording import tr

Delegation = Literal["none", "policy", "always"]


class Negotiate(CredentialFacts, frozen=True, kw_only=True, tag="negotiate"):
    """A ticket of the person's own, or of a key table; no password, and never NTLM.

    service: its name where that isn't `HTTP@` with the called host. principal: whose ticket, empty
    for the cache's own. cache, keytab: where the ticket lies and what fetches one; empty for
    the system's. delegation: whether the service may act for the person, by the realm's policy
    (RFC 5896) or always.
    """

    scheme_name: ClassVar[str] = "Negotiate"
    rounds: ClassVar[int] = 2
    texts: ClassVar[tuple[str, ...]] = ("service", "principal", "cache", "keytab")
    binds_connection: ClassVar[bool] = True

    service: str = ""
    principal: str = ""
    cache: str = ""
    keytab: str = ""
    delegation: Delegation = "none"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Kerberos (Negotiate)")

    @property
    def user_name(self) -> str:
        """Whose ticket, where it is said."""
        return self.principal
