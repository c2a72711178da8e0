"""The union of credentials: one record per kind, told apart by its tag `kind`.

A record states what is true of its kind; whoever builds, shows, tries or judges a credential asks
the record, so that a new kind is one record here, one scheme that sends it and one form.
"""

from collections.abc import Callable
from typing import ClassVar, Literal, Self, get_args

from msgspec.structs import replace

from inspector.model.credential_facts import (
    AUTHORIZATION,
    CredentialFacts,
    Exposes,
    Holds,
    KeyPlace,
    Travels,
)
from inspector.model.kinds.aws_signature import AwsSignature
from inspector.model.kinds.edgegrid import EdgeGrid
from inspector.model.kinds.from_command import FromCommand
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.model.kinds.hawk import Hawk
from inspector.model.kinds.http_signature import HttpSignature
from inspector.model.kinds.message_signature import MessageSignature
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.oauth import (
    BY_CERTIFICATE,
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Grant,
    KeptSettings,
    Login,
    ResourceOwner,
    Target,
    TokenUse,
    grant_facts,
)
from inspector.model.kinds.oauth1 import OAuth1
from inspector.model.kinds.registry_token import RegistryToken
from inspector.model.kinds.signature_template import SignatureTemplate
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.kinds.signing import Clock
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

Charset = Literal["utf-8", "iso-8859-1"]

# Schemes that prove a password of a user; others that can't be sent yet have keys of their own.
_WITH_PASSWORD = frozenset({"ntlm", "negotiate", "kerberos", "scram-sha-1", "scram-sha-256"})


class NoCredential(CredentialFacts, frozen=True, kw_only=True, tag="none"):
    """Send the request as it is."""

    is_given: ClassVar[bool] = False

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("None")


class InheritCredential(CredentialFacts, frozen=True, kw_only=True, tag="inherit"):
    """Use the credential of the folder or collection the request lies in."""

    is_given: ClassVar[bool] = False
    inherits: ClassVar[bool] = True

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Inherit from the folder")


class Basic(CredentialFacts, frozen=True, kw_only=True, tag="basic"):
    """User name and password in Base64 (RFC 7617)."""

    scheme_name: ClassVar[str] = "Basic"
    holding: ClassVar[Holds] = "login"
    exposes: ClassVar[Exposes] = "password"
    texts: ClassVar[tuple[str, ...]] = ("user",)

    user: str = ""
    password: SecretRef = NO_SECRET
    charset: Charset = "utf-8"


class Bearer(CredentialFacts, frozen=True, kw_only=True, tag="bearer"):
    """A token sent as `Authorization: Bearer …` (RFC 6750 §2.1); `word` is the scheme word."""

    scheme_name: ClassVar[str] = "Bearer"
    holding: ClassVar[Holds] = "token"
    exposes: ClassVar[Exposes] = "token"
    texts: ClassVar[tuple[str, ...]] = ("word",)

    token: SecretRef = NO_SECRET
    word: str = "Bearer"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Bearer token")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a token that was not entered."""
        return tr("The token is empty.")

    @property
    def scheme_word(self) -> str:
        """The word before the token; some APIs want none."""
        return self.word

    @property
    def travels(self) -> Travels:
        """In Authorization, also without a word."""
        return Travels("header", AUTHORIZATION)


class ApiKey(CredentialFacts, frozen=True, kw_only=True, tag="api-key"):
    """A key under a name, in a header, the query, a cookie or the body (JSON or form)."""

    holding: ClassVar[Holds] = "token"
    exposes: ClassVar[Exposes] = "token"
    texts: ClassVar[tuple[str, ...]] = ("name",)

    name: str = "X-Api-Key"
    value: SecretRef = NO_SECRET
    place: KeyPlace = "header"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("API key")

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The API key is empty.")

    @property
    def travels(self) -> Travels:
        """Where the key goes, under its name."""
        return Travels(self.place, self.name)

    @property
    def described(self) -> str:
        """The place and the name tell one key from another."""
        return {
            "header": tr("Key in the header {name}", name=self.name),
            "query": tr("Key in the parameter {name}", name=self.name),
            "cookie": tr("Cookie {name}", name=self.name),
            "body": tr("Key in the field {name} of the body", name=self.name),
        }[self.place]


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


class OAuth2(CredentialFacts, frozen=True, kw_only=True, tag="oauth2"):
    """A token that is fetched by a grant of OAuth 2.0 or OpenID Connect, kept, and renewed.

    issuer: where the provider describes itself; may be empty where the endpoints are typed. scope:
    separated by blanks. Its secrets lie in its groups; `references` finds them.
    """

    exposes: ClassVar[Exposes] = "token"
    keeps_tokens: ClassVar[bool] = True
    texts: ClassVar[tuple[str, ...]] = (
        "issuer",
        "client_id",
        "scope",
        "owner",
        "given",
        "client",
        "endpoints",
        "login",
        "target",
        "use",
        "extras",
    )

    grant: Grant = "authorization-code"
    issuer: str = ""
    client_id: str = ""
    scope: str = ""
    owner: ResourceOwner = ResourceOwner()
    given: GivenTokens = GivenTokens()
    client: ClientProof = ClientProof()
    endpoints: Endpoints = Endpoints()
    login: Login = Login()
    target: Target = Target()
    use: TokenUse = TokenUse()
    extras: Extras = Extras()

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("OAuth 2.0 / OpenID Connect")

    @property
    def user_name(self) -> str:
        """The user of the password grant; another grant learns it from the login."""
        return self.owner.user if self.grant == "password" else ""

    @property
    def shows_certificate(self) -> bool:
        """Whether one was chosen, and the client has nothing else to prove itself with."""
        return bool(self.client.certificate) and self.client.method in BY_CERTIFICATE

    @property
    def scheme_word(self) -> str:
        """The word before the token; a token bound to a key has the word DPoP (RFC 9449 §7.1)."""
        return "DPoP" if self.extras.dpop else self.use.word

    @property
    def travels(self) -> Travels:
        """Where the token goes, under its name."""
        return Travels(self.use.place, self.use.name)

    @property
    def headers(self) -> tuple[str, ...]:
        """The token's, and the proof's where it is bound to a key."""
        token = (self.use.name,) if self.use.place == "header" else ()
        return (*token, *(("DPoP",) if self.extras.dpop else ()))

    def asking_for(self, name: str, value: str) -> Self:
        """Return it asking for a scope, audience or resource too, or for another login."""
        if name in {"acr_values", "max_age"}:
            return replace(self, login=replace(self.login, **{name: value}))
        if name == "dpop":
            return replace(self, extras=replace(self.extras, dpop=value))
        if name == "scope":
            words = dict.fromkeys([*self.scope.split(), *value.split()])
            return replace(self, scope=" ".join(words))
        if name == "audience":
            return replace(self, target=replace(self.target, audience=value))
        resources = dict.fromkeys([*self.target.resources, value])
        return replace(self, target=replace(self.target, resources=tuple(resources)))

    def with_secret(self, ref: SecretRef) -> Self:
        """Return it with another secret of the client."""
        return replace(self, client=replace(self.client, secret=ref))

    @property
    def described(self) -> str:
        """The grant and the issuer tell one from another."""
        grant, issuer = grant_facts(self.grant).label, self.issuer or self.endpoints.token
        return tr("OAuth 2.0, {grant}, {issuer}", grant=grant, issuer=issuer)


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


Credential = (
    NoCredential
    | InheritCredential
    | Basic
    | Bearer
    | ApiKey
    | Digest
    | Wsse
    | Ntlm
    | Negotiate
    | OAuth2
    | SignedJwt
    | AwsSignature
    | OAuth1
    | MessageSignature
    | Hawk
    | SignatureTemplate
    | EdgeGrid
    | HttpSignature
    | FromCommand
    | RegistryToken
    | FromNetrc
    | Unsupported
)

# What can be answered to a proxy: a password goes by Digest, NTLM or Basic, as it is asked for,
# or by NTLM alone where that was chosen.
ProxyLogin = NoCredential | Basic | Ntlm | Negotiate


def kinds() -> tuple[type[Credential], ...]:
    """Return every kind of credential, in the order of the union."""
    return get_args(Credential)


def kind_of(tag: str) -> type[Credential]:
    """Return the kind with a tag; NoCredential for a tag that none has."""
    return next((kind for kind in kinds() if kind.tag() == tag), NoCredential)


def kind_with(field: str) -> type[Credential] | None:
    """Return the first kind that can be sent and has a field of that name."""
    given = (kind for kind in kinds() if kind.is_given and kind.is_supported)
    return next((kind for kind in given if field in kind.__struct_fields__), None)


def by_exposure(kind: type[Credential]) -> int:
    """Return a place in an order: first what a listener learns the least from."""
    return get_args(Exposes).index(kind.exposes)


def kind_of_scheme(scheme: str) -> type[Credential] | None:
    """Return the kind that sends a scheme of a challenge; None where none does."""
    word = scheme.strip().lower()
    return next((kind for kind in kinds() if word and kind.scheme_name.lower() == word), None)


def kind_answering(scheme: str, parameter: Callable[[str], str]) -> type[Credential] | None:
    """Return the kind that is made for a challenge; None where none is.

    One that reads more of it than the name of its scheme goes first.
    """
    found = [kind for kind in kinds() if kind.answers(scheme, parameter)]
    return min(found, key=lambda kind: bool(kind.scheme_name), default=None)


# The words of Authorization with which a user proves a password, in lower case.
LOGIN_SCHEMES = frozenset(
    kind.scheme_name.lower() for kind in kinds() if kind.is_login() and kind.scheme_name
)


def all_secret_fields() -> frozenset[str]:
    """Return the names that the secret has in any kind."""
    return frozenset(name for kind in kinds() for name in kind.secret_fields())
