"""The credential that signs headers of a request (draft-cavage-http-signatures)."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Travels
from inspector.model.kinds.oauth import Group
from inspector.model.kinds.signed_jwt import KeyLock
from inspector.model.kinds.signing.signing_terms import Clock, SecretCoding
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

HttpSignatureAlgorithm = Literal[
    "rsa-sha256",
    "rsa-sha512",
    "rsa-sha1",
    "rsa-pss-sha512",
    "ed25519",
    "hmac-sha256",
    "hmac-sha512",
]
NamedAlgorithm = Literal["own", "hs2019", "none"]


class HttpSignatureParameters(Group, frozen=True, kw_only=True):
    """What a signature says of itself; empty texts are left out.

    named: the algorithm as it is called: by its own name, hs2019, or not at all. version: Oracle
    wants "1". seconds: after which `(expires)` lies, where it is signed.
    """

    named: NamedAlgorithm = "own"
    version: str = ""
    seconds: int = 300


class HttpSignature(CredentialFacts, frozen=True, kw_only=True, tag="http-signature"):
    """HTTP Signatures before RFC 9421 (draft-cavage-http-signatures-12).

    signed_headers: names in their order, with (request-target), (created), (expires) among them;
    body_headers: those that are signed too where there is a body. Date, Digest and
    x-content-sha256 are added where they are signed. place: Authorization, or a header Signature.
    """

    texts: ClassVar[tuple[str, ...]] = ("key_id", "signed_headers", "body_headers", "parameters")

    algorithm: HttpSignatureAlgorithm = "rsa-sha256"
    key: SecretRef = NO_SECRET
    coding: SecretCoding = "text"
    lock: KeyLock = KeyLock()
    key_id: str = ""
    signed_headers: str = "(request-target) host date"
    body_headers: str = "digest"
    place: Literal["authorization", "signature"] = "authorization"
    parameters: HttpSignatureParameters = HttpSignatureParameters()
    clock: Clock = "own"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("HTTP Signature (draft-cavage)")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The key that signs is empty.")

    @property
    def scheme_word(self) -> str:
        """The word before the parameters; a header of its own needs none."""
        return "Signature" if self.place == "authorization" else ""

    @property
    def travels(self) -> Travels:
        """Where the signature goes."""
        return Travels("header", AUTHORIZATION if self.place == "authorization" else "Signature")

    @property
    def described(self) -> str:
        """The algorithm and the key's name tell one from another."""
        parts = (self.label(), self.algorithm, self.key_id)
        return ", ".join(part for part in parts if part)
