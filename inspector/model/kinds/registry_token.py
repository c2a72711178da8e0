"""The token that a container registry says where to fetch, with a login or as nobody."""

from collections.abc import Callable
from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts, Exposes, Holds
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr


class RegistryToken(CredentialFacts, frozen=True, kw_only=True, tag="registry-token"):
    """A token of a container registry (CNCF Distribution, "Token Authentication Specification").

    The registry's challenge names its token service (`realm`), itself (`service`) and what is
    wanted (`scope`). user, password: the login there; both empty ask as nobody, which public images
    allow. asks: how the service is asked, by an address with Basic, or by a form (OAuth 2.0).
    """

    holding: ClassVar[Holds] = "login"
    exposes: ClassVar[Exposes] = "token"
    rounds: ClassVar[int] = 3
    texts: ClassVar[tuple[str, ...]] = ("user",)

    user: str = ""
    password: SecretRef = NO_SECRET
    asks: Literal["basic", "form"] = "basic"

    @classmethod
    def label(cls) -> str:
        """Return what people call the kind."""
        return tr("Container registry")

    @classmethod
    def answers(cls, scheme: str, parameter: Callable[[str], str]) -> bool:
        """Whether it is a Bearer challenge that names a token service and whom it serves."""
        realm = parameter("realm").lower()
        named = realm.startswith(("https://", "http://")) and bool(parameter("service"))
        return scheme.lower() == "bearer" and named

    @property
    def is_nobody(self) -> bool:
        """Whether it asks as nobody."""
        return not self.user.strip() and self.password == NO_SECRET

    @property
    def scheme_word(self) -> str:
        """The word before the token that came."""
        return "Bearer"

    @property
    def described(self) -> str:
        """The user at the token service tells one from another."""
        return tr("Container registry, {user}", user=self.user or tr("nobody"))
