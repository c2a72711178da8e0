"""Bearer: a token in Authorization, after a word."""

from typing import ClassVar

from inspector.model.credential_facts import AUTHORIZATION, CredentialFacts, Exposes, Holds, Travels
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr


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
