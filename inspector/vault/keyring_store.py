"""Keeps secrets in the system's keyring: each as one encoded line, long ones in pieces."""

import secrets
from collections.abc import Callable
from typing import Protocol, TypeVar, runtime_checkable

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


@runtime_checkable
class Lockable(Protocol):
    """A backend whose keyring a program may lock and have unlocked."""

    def unlock_all(self) -> None:
        """Let the person unlock it."""

    def lock_all(self) -> None:
        """Lock it."""


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

    def unlock(self) -> None:
        """Let the person unlock the keyring, where the system lets a program ask for that."""
        if isinstance(self._backend, Lockable):
            _call(self._backend.unlock_all)

    def lock(self) -> bool:
        """Lock the keyring, for every program; False where only the system does that."""
        if not isinstance(self._backend, Lockable):
            return False
        _call(self._backend.lock_all)
        return True

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
    from keyring.errors import KeyringLocked  # noqa: PLC0415 - slow to import

    try:
        return work()
    except KeyringLocked:
        raise StoreError("locked", locked()) from None
    except Exception as error:  # noqa: BLE001 - see above
        names = {each.__name__ for each in (type(error.__cause__), *type(error).__mro__)}
        if "LockedException" in names:
            raise StoreError("locked", locked()) from None
        reason = next((_REASONS[name] for name in _REASONS if name in names), None)
        if reason is not None:
            text = tr("The keyring refused: {reason}.", reason=reason())
            raise StoreError("denied", text) from None
        text = tr("The system's keyring refused: {kind}.", kind=type(error).__name__)
        raise StoreError("refused", text) from None


def locked() -> str:
    """Say that the keyring is locked."""
    return tr("The system's keyring is locked. Unlock it in your system.")


# Errors of backends, by the names of their classes: no library is imported for a comparison.
_REASONS: dict[str, Callable[[], str]] = {
    "PromptDismissedException": lambda: tr("its question was dismissed"),
    "SecretServiceNotAvailableException": lambda: tr("it is not running"),
    "FileNotFoundError": lambda: tr("it is not running"),  # the socket of the session's bus
    "ConnectionError": lambda: tr("the connection to it broke"),
    "TimeoutError": lambda: tr("it did not answer in time"),
    "DBusErrorResponse": lambda: tr("this program may not use it, or it is not running"),
    "ItemNotFoundException": lambda: tr("what holds passwords in it is not there"),
    "KeychainDenied": lambda: tr("you did not let this program use it"),
    "SecAuthFailure": lambda: tr("the system did not let this program use it"),
    "InitError": lambda: tr("it could not be set up"),
}
