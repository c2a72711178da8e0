"""The credential that signs a request as Hawk does."""

from typing import ClassVar, Literal

from inspector.model.credential_facts import CredentialFacts
from inspector.model.kinds.signing.signing_terms import Clock
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.wording import tr

HawkAlgorithm = Literal["sha256", "sha1"]


class Hawk(CredentialFacts, frozen=True, kw_only=True, tag="hawk"):
    """Hawk, version 1 (github.com/mozilla/hawk, API.md and "Protocol Example").

    ext: what the application says beside. app, dlg: who uses it, and on whose behalf (Oz).
    payload: whether the body is signed, too.
    """

    scheme_name: ClassVar[str] = "Hawk"
    texts: ClassVar[tuple[str, ...]] = ("key_id", "ext", "app", "dlg")

    key_id: str = ""
    key: SecretRef = NO_SECRET
    algorithm: HawkAlgorithm = "sha256"
    ext: str = ""
    app: str = ""
    dlg: str = ""
    payload: bool = False
    clock: Clock = "own"

    @classmethod
    def nothing_entered(cls) -> str:
        """Return the sentence for a key that was not entered."""
        return tr("The key that signs is empty.")

    @property
    def described(self) -> str:
        """The name of the key tells one from another."""
        return ", ".join(part for part in (self.label(), self.key_id) if part)
