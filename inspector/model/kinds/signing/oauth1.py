"""The credential that signs a request as OAuth 1.0a does."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Travels
from inspector.model.kinds.oauth import Group
from inspector.model.kinds.signing.signing_terms import Clock
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

OAuth1Method = Literal[
    "HMAC-SHA1",
    "HMAC-SHA256",
    "HMAC-SHA512",
    "RSA-SHA1",
    "RSA-SHA256",
    "RSA-SHA512",
    "PLAINTEXT",
]
OAuth1Place = Literal["header", "query", "body"]


class OAuth1Token(Group, frozen=True, kw_only=True):
    """For whom the client speaks; both empty where it speaks for itself."""

    token: SecretRef = NO_SECRET
    secret: SecretRef = NO_SECRET


class OAuth1Given(Group, frozen=True, kw_only=True):
    """What goes into the protocol's parameters as it is; empty texts are left out, or made anew.

    timestamp: seconds since 1970. version: 1.0, or empty, as RFC 5849 allows.
    """

    realm: str = ""
    callback: str = ""
    verifier: str = ""
    nonce: str = ""
    timestamp: str = ""
    version: str = "1.0"


class OAuth1(CredentialFacts, frozen=True, kw_only=True, tag="oauth1"):
    """Signatures of OAuth 1.0a (RFC 5849), with what was added to it since.

    secret: of the client, or its private RSA key as PEM. body_hash: of a body that is no form
    (OAuth Request Body Hash). place: the body is one only where a form is sent.
    """

    texts: ClassVar[tuple[str, ...]] = ("consumer_key", "given")

    consumer_key: str = ""
    secret: SecretRef = NO_SECRET
    owner: OAuth1Token = OAuth1Token()
    method: OAuth1Method = "HMAC-SHA1"
    place: OAuth1Place = "header"
    body_hash: bool = False
    given: OAuth1Given = OAuth1Given()
    clock: Clock = "own"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("OAuth 1.0a")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a secret that was not entered."""
        return tr("The consumer secret is empty.")

    @property
    def scheme_word(self) -> str:
        """The word before its parameters in Authorization."""
        return "OAuth" if self.place == "header" else ""

    @property
    def travels(self) -> Travels:
        """Where the parameters go."""
        name = AUTHORIZATION if self.place == "header" else "oauth_signature"
        return Travels(self.place, name)

    @property
    def described(self) -> str:
        """The method and the client tell one from another."""
        return tr("OAuth 1.0a, {method}, {client}", method=self.method, client=self.consumer_key)
