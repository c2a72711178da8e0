"""Says what a store of secrets is, and how it reports where secrets lie."""

from typing import Literal, Protocol

import msgspec

StoreKind = Literal["keyring", "file", "memory"]
StatusKind = Literal[
    "unopened", "keyring", "file", "memory", "locked", "refused", "older", "unreadable"
]
ErrorKind = Literal[
    "locked", "busy", "denied", "damaged", "passphrase", "refused", "older", "unreadable"
]
_WHOLE: dict[ErrorKind, StatusKind] = {
    "locked": "locked",
    "busy": "locked",
    "denied": "refused",
    "older": "older",
    "unreadable": "unreadable",
}


class VaultStatus(msgspec.Struct, frozen=True, kw_only=True):
    """kind: where secrets are kept now; text: one sentence.

    locked: nothing can be read. refused: the keyring said no, or is gone. older: the vault file is
    one of before, unreadable: it is damaged or gone, and in both cases nothing is written. file:
    whether there is a vault file. keyring: whether it is the system's keyring that this is about.
    on_purpose: whether secrets are kept in memory because somebody chose that. moved: how many
    values the last change of the store brought along, each read back.
    """

    kind: StatusKind
    text: str
    file: bool = False
    keyring: bool = False
    on_purpose: bool = False
    moved: int = 0

    @property
    def closed(self) -> bool:
        """Whether no secret can be read from the store as it stands."""
        return self.kind in {"locked", "refused", "older", "unreadable"}


class StoreError(Exception):
    """A store did not do what was asked. The text never holds a secret.

    kind: locked, busy, denied, older, unreadable (of the whole store); passphrase (a wrong or an
    empty one); damaged, refused (of one value, or by the disk: the text says what to do).
    """

    def __init__(self, kind: ErrorKind, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text

    @property
    def status(self) -> StatusKind | None:
        """How the whole store stands after it; None where only one value is concerned."""
        return _WHOLE.get(self.kind)


class SecretStore(Protocol):
    """Values by name. Each call may take long or raise StoreError; one thread calls it."""

    kind: StoreKind

    def get(self, name: str) -> str | None:
        """Return the value, or None where there is none of that name."""

    def set(self, name: str, value: str) -> None:
        """Keep the value; a failure leaves the value that was there."""

    def delete(self, name: str) -> None:
        """Remove the value; nothing happens where there is none."""

    def names(self) -> tuple[str, ...]:
        """Return the names of all values this program keeps here, sorted."""

    def unlock(self) -> None:
        """Let the person unlock it, where the system asks for that."""

    def lock(self) -> bool:
        """Lock it; False where that is not this program's to do."""

    def close(self) -> None:
        """Forget what opens the store; it is not called any more after that."""
