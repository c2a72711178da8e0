"""The union of credentials: one record per kind, told apart by its tag `kind`.

A record states what is true of its kind; whoever builds, shows, tries or judges a credential asks
the record, so that a new kind is one record here, one scheme that sends it and one form.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Literal, NamedTuple, Self, cast, get_args

import msgspec

from inspector.model.oauth import (
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Grant,
    Group,
    Login,
    ResourceOwner,
    Target,
    TokenUse,
    changed_texts,
    grant_facts,
)
from inspector.model.secret import NO_SECRET, SecretRef, references
from inspector.wording import tr

Charset = Literal["utf-8", "iso-8859-1"]
KeyPlace = Literal["header", "query", "cookie", "body"]
Holds = Literal["", "login", "token"]
Exposes = Literal["proof", "token", "password"]

_AUTHORIZATION = "Authorization"
# Schemes that prove a password of a user; others that can't be sent yet have keys of their own.
_WITH_PASSWORD = frozenset({"ntlm", "negotiate", "kerberos", "scram-sha-1", "scram-sha-256"})


class Travels(NamedTuple):
    """Where a credential travels in a message; place: empty where nothing is added."""

    place: Literal["", KeyPlace] = ""
    name: str = ""


class CredentialFacts(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"
):
    """What a kind of credential states of itself; each default is the most common case.

    is_given: False for a record that says that no credential is sent (of its own).
    is_supported: whether this version can send it. inherits: whether the folder's takes its place.
    scheme_name: what it is called in a challenge, in its standard's spelling; empty where it has
    no scheme of its own. holding: a login (user and
    password, never one without the other), or a token; it can be handed on to a kind that holds
    the same, because a token is no password and a password no token. exposes: what somebody who
    reads the message has. rounds: requests that it takes at most where it is accepted; where more
    than one, the first waits for a challenge. texts: the fields (or
    groups of fields) that may hold variables.
    confirmed_by: the header in which the server proves that it knows the secret too; empty where
    no reply can.
    """

    is_given: ClassVar[bool] = True
    is_supported: ClassVar[bool] = True
    inherits: ClassVar[bool] = False
    scheme_name: ClassVar[str] = ""
    holding: ClassVar[Holds] = ""
    exposes: ClassVar[Exposes] = "proof"
    rounds: ClassVar[int] = 1
    texts: ClassVar[tuple[str, ...]] = ()
    confirmed_by: ClassVar[str] = ""

    @classmethod
    def tag(cls) -> str:
        """Return the tag of the kind: basic, bearer and so on."""
        return str(cls.__struct_config__.tag)

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return cls.scheme_name

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a secret that was not entered."""
        return tr("The password is empty.")

    @classmethod
    def secret_fields(cls) -> tuple[str, ...]:
        """Return the names of the fields that are secret: those that hold a reference."""
        return tuple(
            field.name for field in msgspec.structs.fields(cls) if field.default == NO_SECRET
        )

    @classmethod
    def secret_field(cls) -> str:
        """Return the name of the field with the secret itself, empty without one."""
        return next(iter(cls.secret_fields()), "")

    @classmethod
    def is_login(cls) -> bool:
        """Whether a server may count and lock its user: a user with a password, which is sent."""
        return cls.holding == "login"

    @property
    def kind(self) -> str:
        """The tag of this record."""
        return self.tag()

    @property
    def holds(self) -> Holds:
        """What this record can hand on to another kind."""
        return self.holding

    @property
    def user_name(self) -> str:
        """Whose credential it is, as typed; empty where it names nobody."""
        return str(getattr(self, "user", ""))

    @property
    def secret_ref(self) -> SecretRef:
        """The reference of the secret itself."""
        return cast("SecretRef", getattr(self, self.secret_field(), NO_SECRET))

    @property
    def travels(self) -> Travels:
        """Where it goes in the message."""
        return Travels("header", _AUTHORIZATION) if self.scheme_word else Travels()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that are its own, so that a hand-written one competes with it."""
        place, name = self.travels
        return (name,) if place == "header" else ()

    @property
    def scheme_word(self) -> str:
        """The word before its value in Authorization, empty for none."""
        return self.scheme_name

    @property
    def described(self) -> str:
        """What tells it from another of its kind, without its secret."""
        if not self.user_name:
            return self.label()
        return tr("{scheme}, {user}", scheme=self.label(), user=self.user_name)

    @property
    def references(self) -> tuple[SecretRef, ...]:
        """Every reference in it to something that was entered, also those within its groups."""
        return tuple(references(self))

    def with_texts(self, change: Callable[[str, str], str], *, within: bool = False) -> Self:
        """Return it with `change(name, text)` for each text that may hold variables.

        name: of the parameter whose value the text is, else empty. within: only those that lie
        within groups; free texts, unlike names of users, lie nowhere else.
        """
        values = {name: getattr(self, name) for name in self.texts}
        made: dict[str, Any] = {
            name: changed_texts(value, change)
            for name, value in values.items()
            if isinstance(value, Group) or not within
        }
        return msgspec.structs.replace(self, **made)

    def with_secret(self, ref: SecretRef) -> Self:
        """Return it with another secret; one that has none stays as it is."""
        return self._with(self.secret_field(), ref)

    def with_user(self, user: str) -> Self:
        """Return it for another user; one that names nobody stays as it is."""
        return self._with("user", user)

    def _with(self, field: str, value: object) -> Self:
        given: dict[str, Any] = {field: value} if field in self.__struct_fields__ else {}
        return msgspec.structs.replace(self, **given)


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
        return Travels("header", _AUTHORIZATION)


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

    @property
    def travels(self) -> Travels:
        """In a header of its own; Authorization says only that it is there."""
        return Travels("header", "X-WSSE")

    @property
    def headers(self) -> tuple[str, ...]:
        """Both are written anew for every message."""
        return (_AUTHORIZATION, "X-WSSE")


class OAuth2(CredentialFacts, frozen=True, kw_only=True, tag="oauth2"):
    """A token that is fetched by a grant of OAuth 2.0 or OpenID Connect, kept, and renewed.

    issuer: where the provider describes itself; may be empty where the endpoints are typed. scope:
    separated by blanks. Its secrets lie in its groups; `references` finds them.
    """

    is_supported: ClassVar[bool] = False
    exposes: ClassVar[Exposes] = "token"
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
        return tr("OAuth 2.0")

    @property
    def user_name(self) -> str:
        """The user of the password grant; another grant learns it from the login."""
        return self.owner.user if self.grant == "password" else ""

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

    @property
    def described(self) -> str:
        """The grant and the issuer tell one from another."""
        grant, issuer = grant_facts(self.grant).label, self.issuer or self.endpoints.token
        return tr("OAuth 2.0, {grant}, {issuer}", grant=grant, issuer=issuer)


class Unsupported(CredentialFacts, frozen=True, kw_only=True, tag="unsupported"):
    """A scheme that was asked for (by curl, say) and that this version can't send yet."""

    is_supported: ClassVar[bool] = False

    scheme: str = ""
    user: str = ""
    secret: SecretRef = NO_SECRET

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
        return Travels("header", _AUTHORIZATION)


Credential = (
    NoCredential
    | InheritCredential
    | Basic
    | Bearer
    | ApiKey
    | Digest
    | Wsse
    | OAuth2
    | Unsupported
)


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


# The words of Authorization with which a user proves a password, in lower case.
LOGIN_SCHEMES = frozenset(kind.scheme_name.lower() for kind in kinds() if kind.is_login())


def all_secret_fields() -> frozenset[str]:
    """Return the names that the secret has in any kind."""
    return frozenset(name for kind in kinds() for name in kind.secret_fields())
