"""The groups of fields of the OAuth 2.0 credential, and what is true of each grant."""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, NamedTuple, get_origin

import msgspec

from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

Grant = Literal[
    "authorization-code",
    "client-credentials",
    "device-code",
    "password",
    "jwt-bearer",
    "token-exchange",
    "refresh-token",
]
ClientMethod = Literal[
    "automatic",
    "none",
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
]
BY_CERTIFICATE: frozenset[ClientMethod] = frozenset(
    {"automatic", "tls_client_auth", "self_signed_tls_client_auth"}
)
"""The methods with which a certificate may be shown."""
RedirectHost = Literal["127.0.0.1", "localhost", "[::1]", "elsewhere"]
AnswerBy = Literal["query", "form_post"]
Pkce = Literal["S256", "plain", "off"]
LoginPage = Literal["browser", "copy"]
TokenKind = Literal["access_token", "id_token"]
TokenPlace = Literal["header", "query"]
Renewing = Literal["early", "asked", "never"]
Pushed = Literal["if-required", "always", "never"]
DpopAlgorithm = Literal["", "ES256", "ES384", "RS256", "PS256", "EdDSA"]
OwnMessage = Literal["authorization", "token", "refresh"]
OwnPlace = Literal["header", "query", "body"]
Part = Literal["login", "owner", "assertion", "subject", "refresh-token", "renewal"]

ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name
LOOPBACKS: tuple[RedirectHost, ...] = ("127.0.0.1", "localhost", "[::1]")


class GrantFacts(NamedTuple):
    """What is true of a grant. wire: its `grant_type`; needs: the parts that only some need."""

    tag: Grant
    wire: str
    needs: frozenset[Part] = frozenset()

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            "authorization-code": tr("Authorization code"),
            "client-credentials": tr("Client credentials"),
            "device-code": tr("Device code"),
            "password": tr("Password"),
            "jwt-bearer": tr("JWT bearer"),
            "token-exchange": tr("Token exchange"),
            "refresh-token": tr("Refresh token only"),
        }[self.tag]

    @property
    def by_person(self) -> bool:
        """Whether a person has to sign in for it."""
        return self.tag in {"authorization-code", "device-code"}


_URN = "urn:ietf:params:oauth:grant-type:"
GRANTS: tuple[GrantFacts, ...] = (
    GrantFacts("authorization-code", "authorization_code", frozenset({"login", "renewal"})),
    GrantFacts("client-credentials", "client_credentials"),
    GrantFacts("device-code", _URN + "device_code", frozenset({"renewal"})),
    GrantFacts("password", "password", frozenset({"owner", "renewal"})),
    GrantFacts("jwt-bearer", _URN + "jwt-bearer", frozenset({"assertion"})),
    GrantFacts("token-exchange", _URN + "token-exchange", frozenset({"subject", "renewal"})),
    GrantFacts("refresh-token", "refresh_token", frozenset({"refresh-token", "renewal"})),
)


def grant_facts(grant: Grant) -> GrantFacts:
    """Return what is true of a grant."""
    return next(facts for facts in GRANTS if facts.tag == grant)


class Group(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Fields of the credential that belong together; all have defaults."""


class ResourceOwner(Group, frozen=True, kw_only=True):
    """The user and password of the password grant (RFC 6749 §4.3)."""

    user: str = ""
    password: SecretRef = NO_SECRET


class GivenTokens(Group, frozen=True, kw_only=True):
    """Tokens that a grant starts from: RFC 7523 §2.1, RFC 8693 §2.1, RFC 6749 §6.

    Types are the URIs of RFC 8693 §3; requested_type: empty lets the server choose.
    """

    assertion: SecretRef = NO_SECRET
    subject: SecretRef = NO_SECRET
    subject_type: str = ACCESS_TOKEN_TYPE
    actor: SecretRef = NO_SECRET
    actor_type: str = ACCESS_TOKEN_TYPE
    requested_type: str = ""
    refresh: SecretRef = NO_SECRET


class Registration(Group, frozen=True, kw_only=True):
    """A client that was registered from here (RFC 7591, RFC 7592), so that it can be withdrawn.

    address: of its configuration, empty where it can't be managed. on: the day, as ISO 8601.
    """

    address: str = ""
    token: SecretRef = NO_SECRET
    on: str = ""


class ClientProof(Group, frozen=True, kw_only=True):
    """How the client proves itself (RFC 6749 §2.3, RFC 7523 §2.2, RFC 8705 §2).

    key: PEM or JWK of the private key. algorithm: of JOSE, empty chooses the key's. audience: of
    the assertion, empty is the token address. certificate, certificate_key: paths of PEM files.
    """

    method: ClientMethod = "automatic"
    secret: SecretRef = NO_SECRET
    key: SecretRef = NO_SECRET
    algorithm: str = ""
    key_id: str = ""
    audience: str = ""
    certificate: str = ""
    certificate_key: str = ""
    registration: Registration = Registration()


class Endpoints(Group, frozen=True, kw_only=True):
    """Addresses typed over those of the issuer; empty takes the issuer's (RFC 8414 §2).

    refresh: empty takes the token's.
    """

    authorization: str = ""
    token: str = ""
    refresh: str = ""
    device: str = ""
    pushed: str = ""
    introspection: str = ""
    revocation: str = ""
    registration: str = ""
    keys: str = ""


class Login(Group, frozen=True, kw_only=True):
    """The redirect address and what is asked of the login page (OpenID Connect Core §3.1.2.1).

    port: 0 is a free one. address: where the host is "elsewhere", the whole redirect address.
    max_age: seconds, as text; empty fields are not sent. state, nonce: empty makes new ones.
    """

    host: RedirectHost = "127.0.0.1"
    port: int = 0
    path: str = "/"
    address: str = ""
    answer_by: AnswerBy = "query"
    pkce: Pkce = "S256"
    page: LoginPage = "browser"
    prompt: str = ""
    max_age: str = ""
    login_hint: str = ""
    acr_values: str = ""
    state: str = ""
    nonce: str = ""


class Target(Group, frozen=True, kw_only=True):
    """Whom the token is for: `audience` of some providers, `resource` of RFC 8707."""

    audience: str = ""
    resources: tuple[str, ...] = ()


class TokenUse(Group, frozen=True, kw_only=True):
    """Which token goes to the API and where, and when it is renewed.

    name: of the header or parameter. kept_as: what people may know the token by. margin: seconds
    before its end, of which at most a tenth of its life is taken.
    """

    token: TokenKind = "access_token"  # noqa: S105 - which one
    place: TokenPlace = "header"
    name: str = "Authorization"
    word: str = "Bearer"
    kept_as: str = ""
    renew: Renewing = "early"
    margin: int = 300
    once_on_401: bool = False


class OwnParameter(Group, frozen=True, kw_only=True):
    """A parameter or header of one's own in one of the messages; replaces one of that name."""

    message: OwnMessage = "authorization"
    place: OwnPlace = "query"
    name: str = ""
    value: str = ""


class Extras(Group, frozen=True, kw_only=True):
    """Pushed requests (RFC 9126), proof of possession (RFC 9449), parameters of one's own.

    dpop: the algorithm of the proofs, empty for none.
    """

    pushed: Pushed = "if-required"
    dpop: DpopAlgorithm = ""
    own: tuple[OwnParameter, ...] = ()


class KeptSetting(Group, frozen=True, kw_only=True):
    """A setting of a scheme that can't be sent yet, as another program's file named it.

    Either value (a plain text) or secret is given.
    """

    name: str = ""
    value: str = ""
    secret: SecretRef = NO_SECRET


class KeptSettings(Group, frozen=True, kw_only=True):
    """All settings of such a scheme, in the file's order, so that none is lost."""

    rows: tuple[KeptSetting, ...] = ()


def changed_texts(value: Any, change: Callable[[str, str], str], name: str = "") -> Any:
    """Return a field with `change(name, text)` for each free text in it; references stay.

    name: of the parameter whose value it is.
    """
    if isinstance(value, str):
        return change(name, value)
    if isinstance(value, tuple):
        return tuple(changed_texts(item, change) for item in value)
    if not isinstance(value, Group):
        return value
    names = {"value": value.name} if isinstance(value, OwnParameter | KeptSetting) else {}
    made = {
        field: changed_texts(getattr(value, field), change, names.get(field, ""))
        for field in _free_fields(type(value))
    }
    return msgspec.structs.replace(value, **made)


@cache
def _free_fields(kind: type[Group]) -> tuple[str, ...]:
    """Return the fields that are no choice out of a list."""
    fields = msgspec.structs.fields(kind)
    return tuple(field.name for field in fields if get_origin(field.type) is not Literal)
