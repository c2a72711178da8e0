"""Keeps secrets for this run only."""

from inspector.vault.store import StoreKind


class MemoryStore:
    """A SecretStore that is forgotten when the program ends."""

    kind: StoreKind = "memory"

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return the value, or None where there is none of that name."""
        return self._values.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep the value."""
        self._values[name] = value

    def delete(self, name: str) -> None:
        """Remove the value."""
        self._values.pop(name, None)

    def names(self) -> tuple[str, ...]:
        """Return the names of all values, sorted."""
        return tuple(sorted(self._values))
