"""The credential that signs a request as Akamai's APIs want it."""

from typing import ClassVar

from inspector.model.credential_facts import CredentialFacts
from inspector.model.kinds.signing.signing_terms import Clock
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr


class EdgeGrid(CredentialFacts, frozen=True, kw_only=True, tag="edgegrid"):
    """Akamai EdgeGrid (techdocs.akamai.com, "Authenticate with EdgeGrid").

    signed_headers: names of headers that an API wants signed, separated by blanks. max_body: bytes
    of a POST that are hashed at most.
    """

    scheme_name: ClassVar[str] = "EG1-HMAC-SHA256"
    texts: ClassVar[tuple[str, ...]] = ("client_token", "access_token", "signed_headers")

    client_token: str = ""
    secret: SecretRef = NO_SECRET
    access_token: str = ""
    signed_headers: str = ""
    max_body: int = 131_072
    clock: Clock = "own"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Akamai EdgeGrid")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The client secret is empty.")
