"""OAuth 2.0: a token that a login provider hands out; its groups and grants lie in `oauth`."""

from typing import ClassVar, Self

from msgspec.structs import replace

from inspector.model.credential_facts import CredentialFacts, Exposes, Travels
from inspector.model.kinds.oauth import (
    BY_CERTIFICATE,
    ClientProof,
    Endpoints,
    Extras,
    GivenTokens,
    Grant,
    Login,
    ResourceOwner,
    Target,
    TokenUse,
    grant_facts,
)
from inspector.model.secret import SecretRef
from inspector.wording import tr


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
