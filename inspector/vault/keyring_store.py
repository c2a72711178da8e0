"""Keeps secrets in the system's keyring: each as one encoded line, long ones in pieces."""

import secrets
from collections.abc import Callable
from typing import Protocol, TypeVar

from inspector.vault import encoding
from inspector.vault.names import ENTRY, Names
from inspector.vault.store import StoreError, StoreKind
from inspector.wording import tr

_USER = "request-inspector"
T = TypeVar("T")


class Backend(Protocol):
    """What we use of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the value kept for a service."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a value for a service."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove the value of a service."""


class KeyringStore:
    """A SecretStore over one backend of the package `keyring`, chosen by class."""

    kind: StoreKind = "keyring"

    def __init__(self, backend: Backend, names: Names) -> None:
        self._backend = backend
        self._names = names

    def get(self, name: str) -> str | None:
        """Return the value, or None where there is none of that name."""
        if name.startswith(ENTRY):
            return self._names.record(name)
        line = self._read(name)
        if line is None:
            return None
        head = encoding.read_head(line)
        if head is None:
            raise _damaged(name)
        encoded = head.inline if not head.pieces else self._join(name, head)
        try:
            return encoding.decode(encoded)
        except ValueError:
            raise _damaged(name) from None

    def set(self, name: str, value: str) -> None:
        """Keep the value: new pieces first, then the head, then the old pieces go."""
        if name.startswith(ENTRY):
            self._names.keep_record(name, value)
            return
        before = self._head(name)
        pieces = encoding.split(encoding.encode(value))
        self._names.add(name)
        if len("".join(pieces)) <= encoding.PIECE - 20:  # room for the mark of the head
            head = encoding.Head(inline="".join(pieces))
        else:
            head = self._write_pieces(name, pieces)
        self._write(name, encoding.head_line(head))
        self._drop_pieces(name, before)

    def delete(self, name: str) -> None:
        """Remove the value: its head first, so that no half value can be read."""
        if name.startswith(ENTRY):
            self._names.drop_record(name)
            return
        before = self._head(name)
        self._drop(name)
        self._drop_pieces(name, before)
        self._names.remove(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of all values this program keeps here, sorted."""
        return self._names.all()

    def close(self) -> None:
        """Do nothing: what opens the keyring is the system's."""

    def _head(self, name: str) -> encoding.Head | None:
        line = self._read(name)
        return encoding.read_head(line) if line is not None else None

    def _join(self, name: str, head: encoding.Head) -> str:
        pieces = [self._read(_piece(name, head, number)) for number in range(head.pieces)]
        line = "".join(piece or "" for piece in pieces)
        if encoding.digest(line) != head.digest:
            raise _damaged(name)
        return line

    def _write_pieces(self, name: str, pieces: list[str]) -> encoding.Head:
        head = encoding.Head(
            pieces=len(pieces),
            generation=secrets.token_hex(4),
            digest=encoding.digest("".join(pieces)),
        )
        try:
            for number, piece in enumerate(pieces):
                self._write(_piece(name, head, number), piece)
        except StoreError:
            self._drop_pieces(name, head)
            raise
        return head

    def _drop_pieces(self, name: str, head: encoding.Head | None) -> None:
        if head is None:
            return
        for number in range(head.pieces):
            self._drop(_piece(name, head, number))

    def _read(self, entry: str) -> str | None:
        return _call(lambda: self._backend.get_password(_service(entry), _USER))

    def _write(self, entry: str, line: str) -> None:
        _call(lambda: self._backend.set_password(_service(entry), _USER, line))

    def _drop(self, entry: str) -> None:
        from keyring.errors import PasswordDeleteError  # noqa: PLC0415 - slow to import

        def remove() -> None:
            try:
                self._backend.delete_password(_service(entry), _USER)
            except PasswordDeleteError:
                return  # there was none

        _call(remove)


def _service(entry: str) -> str:
    # One service an entry: Windows keeps one user name for each service without moving entries.
    return f"request-inspector/{entry}"


def _piece(name: str, head: encoding.Head, number: int) -> str:
    return f"{name}#{head.generation}.{number}"


def _damaged(name: str) -> StoreError:
    return StoreError(
        "damaged", tr("The keyring's value of {name} is damaged. Enter it again.", name=name)
    )


def _call(work: Callable[[], T]) -> T:
    """Do one call of the backend; whatever it raises becomes a StoreError without its text.

    Backends raise errors of many libraries, and their texts can quote what was to be kept.
    """
    from keyring.errors import InitError, KeyringLocked  # noqa: PLC0415 - slow to import

    try:
        return work()
    except (InitError, KeyringLocked):
        text = tr("The system's keyring is locked. Unlock it in your system.")
        raise StoreError("locked", text) from None
    except Exception as error:  # noqa: BLE001 - see above
        text = tr("The system's keyring refused: {kind}.", kind=type(error).__name__)
        raise StoreError("refused", text) from None
