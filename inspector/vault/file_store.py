"""Keeps secrets in a file, each encrypted under a key made from a passphrase.

Argon2id (RFC 9106) with 64 MiB, 3 passes, 4 lanes; AES-256-GCM (NIST SP 800-38D) with a fresh
nonce for each value; the file's version and the entry's name are authenticated with it, so that
values can't be swapped between names.
"""

import base64
import os
from pathlib import Path

import msgspec

from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes
from inspector.vault.store import StoreError, StoreKind
from inspector.wording import tr

VERSION = 1
_MOST_MEMORY = 1024 * 1024  # KiB; a planted file must not take all memory
_CHECK = "\0check"  # an entry of its own tells a wrong passphrase from a damaged value


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    format: int = VERSION
    salt: str
    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4
    entries: dict[str, str] = {}


def vault_file(folder: Path) -> Path:
    """Return the path of the vault file in the vault's folder."""
    return folder / "vault.json"


class FileStore:
    """A SecretStore over one file; making one derives the key, which takes a moment.

    Raises StoreError: "refused" for a wrong passphrase, "damaged" for a file that is none.
    """

    kind: StoreKind = "file"

    def __init__(self, path: Path, passphrase: str) -> None:
        self._path = path
        made = not path.exists()
        content = _File(salt=_text(os.urandom(16))) if made else self._read()
        self._key = _derive(content, passphrase)
        if made:
            self._write(self._sealed(content, _CHECK, "open"))
        elif _CHECK not in content.entries or not self._fits(content):
            raise StoreError("refused", tr("This passphrase does not open the vault file."))

    def get(self, name: str) -> str | None:
        """Return the value, or None where there is none of that name."""
        sealed = self._read().entries.get(name)
        return None if sealed is None else self._open(name, sealed)

    def set(self, name: str, value: str) -> None:
        """Keep the value; a failure leaves the file as it was."""
        self._write(self._sealed(self._read(), name, value))

    def delete(self, name: str) -> None:
        """Remove the value."""
        content = self._read()
        if content.entries.pop(name, None) is not None:
            self._write(content)

    def names(self) -> tuple[str, ...]:
        """Return the names of all values, sorted."""
        return tuple(sorted(name for name in self._read().entries if name != _CHECK))

    def _read(self) -> _File:
        try:
            content = msgspec.json.decode(read_bytes(self._path), type=_File)
        except (OSError, msgspec.DecodeError):
            raise _damaged() from None
        if content.format != VERSION:
            raise StoreError("refused", tr("The vault file was written by a newer version."))
        if content.memory_kib > _MOST_MEMORY:
            raise _damaged()
        return content

    def _write(self, content: _File) -> None:
        problem = write_file(self._path, msgspec.json.encode(content), private=True)
        if problem:
            raise StoreError("refused", f"{problem.what} {problem.todo}")

    def _sealed(self, content: _File, name: str, value: str) -> _File:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - slow

        nonce = os.urandom(12)
        data = value.encode("utf-8", "surrogatepass")
        sealed = AESGCM(self._key).encrypt(nonce, data, _bound(name))
        content.entries[name] = _text(nonce + sealed)
        return content

    def _open(self, name: str, sealed: str) -> str:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - slow to import
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - slow

        try:
            data = base64.b64decode(sealed, validate=True)
            plain = AESGCM(self._key).decrypt(data[:12], data[12:], _bound(name))
            return plain.decode("utf-8", "surrogatepass")
        except (InvalidTag, ValueError):
            raise _damaged() from None

    def _fits(self, content: _File) -> bool:
        try:
            return self._open(_CHECK, content.entries[_CHECK]) == "open"
        except StoreError:
            return False


def _derive(content: _File, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - slow to import

    try:
        return Argon2id(
            salt=base64.b64decode(content.salt, validate=True),
            length=32,
            iterations=content.passes,
            lanes=content.lanes,
            memory_cost=content.memory_kib,
        ).derive(passphrase.encode("utf-8", "surrogatepass"))
    except (ValueError, OverflowError, MemoryError):
        raise _damaged() from None


def _bound(name: str) -> bytes:
    return f"request-inspector vault {VERSION}\0{name}".encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _damaged() -> StoreError:
    text = tr("The vault file is damaged or was changed by someone else.")
    return StoreError("damaged", text)
