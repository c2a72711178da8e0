"""The credential that signs a JWT here, anew for every send, with claims of one's own."""

from collections.abc import Callable
from typing import ClassVar, Literal, Self

from msgspec.structs import replace

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Exposes, Travels
from inspector.model.kinds.oauth import Group
from inspector.model.moments import between_moments
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

JwtAlgorithm = Literal[
    "HS256",
    "HS384",
    "HS512",
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
]
KeyCoding = Literal["text", "base64"]
HandedInFor = Literal["access_token", "id_token"]

_CLAIMS = '{\n  "iss": "",\n  "iat": {{now}},\n  "exp": {{now+300}}\n}'


class KeyLock(Group, frozen=True, kw_only=True):
    """What opens a private key that is under a passphrase."""

    passphrase: SecretRef = NO_SECRET


class SignedJwt(CredentialFacts, frozen=True, kw_only=True, tag="signed-jwt"):
    """A JWT that is signed here (RFC 7519, RFC 7515) and sent, or handed in for a token (RFC 7523).

    header, claims: JSON objects, with variables and `{{now+300}}`, `{{uuid}}`; `alg` and `typ` are
    added to the header. key: a shared secret, or a private key as PEM or JWK. coding: how a shared
    secret is written. lock: opens a PEM. name: of the header or the query parameter. token_url:
    where it is handed in for the token that is then sent, empty where it is sent itself.
    """

    exposes: ClassVar[Exposes] = "token"
    texts: ClassVar[tuple[str, ...]] = ("header", "claims", "name", "word", "token_url")

    algorithm: JwtAlgorithm = "HS256"
    header: str = ""
    claims: str = _CLAIMS
    key: SecretRef = NO_SECRET
    coding: KeyCoding = "text"
    lock: KeyLock = KeyLock()
    place: Literal["header", "query"] = "header"
    name: str = AUTHORIZATION
    word: str = "Bearer"
    token_url: str = ""
    takes: HandedInFor = "access_token"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("JWT signed here")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The key that signs is empty.")

    @property
    def scheme_word(self) -> str:
        """The word before the token in Authorization."""
        return self.word if self.headers == (AUTHORIZATION,) else ""

    @property
    def travels(self) -> Travels:
        """Where the token goes, under its name."""
        return Travels(self.place, self.name)

    @property
    def described(self) -> str:
        """The algorithm tells one from another."""
        return tr("JWT signed here, {algorithm}", algorithm=self.algorithm)

    def with_texts(self, change: Callable[[str, str], str], *, within: bool = False) -> Self:
        """Return it with changed texts; what stands for a time or a new name stays.

        Header and claims are free text, which may hold a secret.
        """
        made = {
            name: between_moments(getattr(self, name), lambda text: change("", text))
            for name in ("header", "claims")
        }
        if within:
            return replace(self, **made)
        named = {name: change(name, getattr(self, name)) for name in ("name", "word", "token_url")}
        return replace(self, **made, **named)
