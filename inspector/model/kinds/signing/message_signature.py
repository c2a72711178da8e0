"""The credential that signs components of a message (RFC 9421)."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts, Travels
from inspector.model.kinds.oauth import Group
from inspector.model.kinds.signed_jwt import KeyLock
from inspector.model.kinds.signing.signing_terms import Clock, OverComponents, SecretCoding
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

MessageAlgorithm = Literal[
    "hmac-sha256",
    "ed25519",
    "ecdsa-p256-sha256",
    "ecdsa-p384-sha384",
    "rsa-pss-sha512",
    "rsa-v1_5-sha256",
]
DigestAlgorithm = Literal["sha-256", "sha-512"]


class SignatureParameters(Group, frozen=True, kw_only=True):
    """What a signature says of itself (§2.3); empty texts are left out.

    seconds: how long it is good for, 0 without an end.
    """

    label: str = "sig1"
    tag: str = ""
    seconds: int = 300
    nonce: bool = False
    alg: bool = False


class MessageSignature(CredentialFacts, frozen=True, kw_only=True, tag="message-signature"):
    """HTTP Message Signatures (RFC 9421).

    components: what is covered, separated by blanks: `@method`, names of headers, or items with
    parameters such as `"@query-param";name="id"`; content-digest is computed (RFC 9530). key: a
    shared secret, or a private key as PEM or JWK; lock opens a PEM. coding: how a shared secret is
    written, or hex for the seed of an Ed25519 key.
    """

    texts: ClassVar[tuple[str, ...]] = ("key_id", "components", "parameters")

    algorithm: MessageAlgorithm = "ed25519"
    key: SecretRef = NO_SECRET
    coding: SecretCoding = "text"
    lock: KeyLock = KeyLock()
    key_id: str = ""
    components: str = "@method @authority @target-uri"
    digest: DigestAlgorithm = "sha-256"
    parameters: SignatureParameters = SignatureParameters()
    clock: Clock = "own"

    @property
    def needs_name(self) -> bool:
        """The key's ID may be left out (RFC 9421 §2.3)."""
        return False

    @property
    def over_components(self) -> OverComponents:
        """What it signs, and with what."""
        return OverComponents(
            algorithm=self.algorithm,
            key=self.key,
            coding=self.coding,
            key_id=self.key_id,
            components=self.components,
            marked=bool(self.parameters.tag.strip()) or self.parameters.nonce,
        )

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("HTTP Message Signature")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The key that signs is empty.")

    @property
    def travels(self) -> Travels:
        """In a header of its own."""
        return Travels("header", "Signature")

    @property
    def headers(self) -> tuple[str, ...]:
        """Both are written anew for every message."""
        return ("Signature-Input", "Signature")

    @property
    def described(self) -> str:
        """The algorithm and the key's name tell one from another."""
        parts = (self.label(), self.algorithm, self.key_id)
        return ", ".join(part for part in parts if part)
