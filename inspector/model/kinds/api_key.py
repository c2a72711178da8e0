"""An API key: a value under a name, wherever the API looks for it."""

from typing import ClassVar

from inspector.model.credential_facts import CredentialFacts, Exposes, Holds, KeyPlace, Travels
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr


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
