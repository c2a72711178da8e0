"""The file of an environment's cookies, sealed under a key that the vault's store keeps.

One file for all cookies of an environment: a keyring holds few and short values. Whoever writes
holds the lock, reads the newest state and adds what is new to it, so that two processes lose
nothing of one another's.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file
from inspector.disk.locking import held
from inspector.disk.private import private_folder
from inspector.disk.reading import Unread, read_bytes
from inspector.protocol.cookie.kept import Contents
from inspector.vault.sealing import Key
from inspector.vault.store import StoreError
from inspector.wording import tr

KEY_NAME = "cookie-key"  # under which the store keeps the key
_LARGEST = 64 * 1024 * 1024
_PATIENCE = 10.0  # seconds that another process may hold the lock
_FORMAT = 1


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands on the disk: the contents as JSON, encrypted and bound to the environment."""

    format: int
    sealed: str


class Version(NamedTuple):
    """Which state of a file was read; two of one file differ."""

    number: int = 0
    changed: int = 0
    size: int = 0


def path_of(folder: Path, environment: str) -> Path:
    """Return where the cookies of an environment lie."""
    digest = hashlib.sha256(environment.encode("utf-8", "surrogatepass")).hexdigest()
    return folder / f"{digest[:40]}.cookies"


def version(path: Path) -> Version:
    """Return which state of the file is there; the empty one where there is no file."""
    try:
        found = path.stat()
    except OSError:
        return Version()
    return Version(found.st_ino, found.st_mtime_ns, found.st_size)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes from writing cookies. Raises StoreError where that can't be."""
    try:
        private_folder(folder)
        with held(folder / "cookies.lock", _PATIENCE):
            yield
    except TimeoutError:
        text = tr("Another program is writing cookies. Try again.")
        raise StoreError("refused", text) from None
    except OSError as error:
        text = tr("Cookies can't be written in {folder}: {why}.", folder=folder, why=error.strerror)
        raise StoreError("refused", text) from None


def read(path: Path, key: bytes, environment: str) -> Contents:
    """Return what the file holds, nothing where there is none.

    Raises StoreError "damaged" where it can't be read under this key.
    """
    if not path.exists():
        return Contents()
    try:
        file = msgspec.json.decode(read_bytes(path, largest=_LARGEST), type=_File)
        if file.format != _FORMAT:
            raise _damaged(environment)
        plain = Key(bytearray(key)).open(file.sealed, _bound(environment))
        return msgspec.json.decode(plain, type=Contents)
    except (Unread, OSError, ValueError, RecursionError):
        raise _damaged(environment) from None


def write(path: Path, key: bytes, environment: str, contents: Contents) -> None:
    """Replace the file; call it with the lock. Raises StoreError where it can't be written."""
    plain = msgspec.json.encode(contents)
    file = _File(format=_FORMAT, sealed=Key(bytearray(key)).seal(plain, _bound(environment)))
    problem = write_file(path, msgspec.json.encode(file), private=True)
    if problem:
        raise StoreError("refused", f"{problem.what} {problem.todo}")


def remove(folder: Path, environment: str) -> None:
    """Remove the file of an environment. Raises StoreError where it can't be."""
    path = path_of(folder, environment)
    if not path.exists():
        return
    with locked(folder):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            text = tr(
                "The kept cookies of {environment} can't be deleted: {why}.",
                environment=named(environment),
                why=error.strerror,
            )
            raise StoreError("refused", text) from None


def put_aside(path: Path) -> None:
    """Keep a damaged file under another name. Raises StoreError where that can't be."""
    if set_aside(path) is None:
        text = tr("The damaged file {name} can't be renamed.", name=path.name)
        raise StoreError("refused", text)


def _damaged(environment: str) -> StoreError:
    text = tr(
        "The kept cookies of {environment} can't be read: their file is damaged, or was changed.",
        environment=named(environment),
    )
    return StoreError("damaged", text)


def named(environment: str) -> str:
    """Return the environment's name, or words for none."""
    return environment or tr("no environment")


def _bound(environment: str) -> bytes:
    return b"cookies\0" + environment.encode("utf-8", "surrogatepass")
