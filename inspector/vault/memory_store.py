"""The stores without a disk: for this run only, and the one that stands for a locked file."""

from inspector.vault.store import StoreError, StoreKind


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

    def unlock(self) -> None:
        """Do nothing: it is open."""

    def lock(self) -> bool:
        """Stay open: what it holds is nowhere else."""
        return False

    def close(self) -> None:
        """Forget all values."""
        self._values.clear()


class LockedStore:
    """A SecretStore that nothing can be read from or written to now; each call says why."""

    kind: StoreKind = "file"

    def __init__(self, error: StoreError) -> None:
        self._error = error

    def get(self, _name: str) -> str | None:
        """Say why."""
        raise self._refusal()

    def set(self, _name: str, _value: str) -> None:
        """Say why."""
        raise self._refusal()

    def delete(self, _name: str) -> None:
        """Say why."""
        raise self._refusal()

    def names(self) -> tuple[str, ...]:
        """Say why."""
        raise self._refusal()

    def unlock(self) -> None:
        """Do nothing: it takes a passphrase."""

    def lock(self) -> bool:
        """Stay as it is."""
        return False

    def close(self) -> None:
        """Do nothing: it holds nothing."""

    def _refusal(self) -> StoreError:
        # A new one each time: one error object must not be raised on two threads.
        return StoreError(self._error.kind, self._error.text)
