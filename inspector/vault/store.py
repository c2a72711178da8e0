"""Says what a store of secrets is, and how it reports where secrets lie."""

from typing import Literal, Protocol

import msgspec

StoreKind = Literal["keyring", "file", "memory"]
StatusKind = Literal["unopened", "keyring", "file", "memory", "locked"]


class VaultStatus(msgspec.Struct, frozen=True, kw_only=True):
    """kind: where secrets are kept now (locked: nothing can be read). text: one sentence."""

    kind: StatusKind
    text: str


class StoreError(Exception):
    """A store did not do what was asked. kind: locked, busy, damaged, refused.

    The text never holds a secret.
    """

    def __init__(self, kind: Literal["locked", "busy", "damaged", "refused"], text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text


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
