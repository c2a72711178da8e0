"""The vault file's form: what it holds, within which limits, and what is authenticated with it.

Format 2. `check` tells a wrong passphrase from a damaged file. Each entry is sealed with the
file's identity and its own name. `seal` holds the digest of every entry and is bound to the whole
head, the counter of changes among it: no entry, and no head, can be taken from another state of
the file. That the whole file is one of before is told by the counter kept elsewhere (`seen.py`).

Format 1 had neither; such a file is read once and written anew.
"""

import hashlib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from inspector.disk.reading import LARGEST, Unread, read_text
from inspector.vault.sealing import Cost, Key
from inspector.vault.store import StoreError
from inspector.wording import tr

VERSION = 2
_OPEN = b"open"
_OLD_CHECK = "\0check"
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class _Any(msgspec.Struct):
    format: int


class VaultFile(Cost, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the file. id: the same as long as it is changed, whatever its passphrase."""

    format: int = VERSION
    id: str
    salt: str
    counter: _Count = 0
    check: str = ""
    seal: str = ""
    entries: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def mark(self) -> str:
        """A digest of this very state, which tells two with the same counter apart."""
        return digest(self.seal)


class _OldFile(Cost, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Literal[1]
    salt: str
    entries: dict[str, str] = msgspec.field(default_factory=dict)


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A file whose head is proved. digests: of each entry's sealed text, by name."""

    file: VaultFile
    digests: dict[str, str]


def read(path: Path) -> tuple[VaultFile, bytes]:
    """Return the file and its bytes; one of format 1 has no seal. Raises StoreError."""
    if not path.exists():
        raise gone()
    try:
        data = read_text(path).encode()
        return _decode(data), data
    except Unread as error:
        raise StoreError("unreadable", f"{error.problem.what} {error.problem.todo}") from None
    except (msgspec.DecodeError, RecursionError):
        raise unreadable() from None


def _decode(data: bytes) -> VaultFile:
    version = msgspec.json.decode(data, type=_Any).format
    if version > VERSION:
        text = tr("The vault file was written by a newer version. Use that version to open it.")
        raise StoreError("unreadable", text)
    if version == VERSION:
        return msgspec.json.decode(data, type=VaultFile)
    old = msgspec.json.decode(data, type=_OldFile)
    # The salt is its identity: an old copy is then known to be one after it was written anew.
    return VaultFile(id=old.salt, **msgspec.structs.asdict(old))


def opened(file: VaultFile, key: Key) -> Opened:
    """Prove the head with the key. Raises StoreError: locked (wrong passphrase), unreadable."""
    if file.format == VERSION:
        _prove(file.check, key, _bound(file, "check"))
        try:
            digests = msgspec.json.decode(key.open(file.seal, _head(file)), type=dict[str, str])
        except ValueError:
            raise unreadable() from None
        return Opened(file=file, digests=digests)
    _prove(file.entries.get(_OLD_CHECK, ""), key, _old_bound(_OLD_CHECK))
    names = [name for name in file.entries if name != _OLD_CHECK]
    return Opened(file=file, digests={name: digest(file.entries[name]) for name in names})


def _prove(check: str, key: Key, bound: bytes) -> None:
    try:
        fits = key.open(check, bound) == _OPEN
    except ValueError:
        fits = False
    if not fits:
        raise StoreError("passphrase", tr("This passphrase does not open the vault file."))


def value(state: Opened, key: Key, name: str) -> str | None:
    """Return the value of that name, None where there is none. Raises StoreError: damaged."""
    sealed, known = state.file.entries.get(name), state.digests.get(name)
    if known is None and (sealed is None or state.file.format != VERSION):
        return None
    if sealed is None or digest(sealed) != known:
        raise _changed(name)
    try:
        new = state.file.format == VERSION
        bound = _bound(state.file, f"value\0{name}") if new else _old_bound(name)
        return key.open(sealed, bound).decode("utf-8", "surrogatepass")
    except ValueError:
        raise _changed(name) from None


def with_value(state: Opened, key: Key, name: str, plain: str | None) -> Opened:
    """Return the state with that value, None = without it; it is not sealed yet."""
    entries, digests = dict(state.file.entries), dict(state.digests)
    entries.pop(name, None)
    digests.pop(name, None)
    if plain is not None:
        data = plain.encode("utf-8", "surrogatepass")
        entries[name] = key.seal(data, _bound(state.file, f"value\0{name}"))
        digests[name] = digest(entries[name])
    return Opened(file=msgspec.structs.replace(state.file, entries=entries), digests=digests)


def sealed(state: Opened, key: Key, counter: int) -> Opened:
    """Return the state with that counter, its head sealed: ready to be written."""
    file = msgspec.structs.replace(state.file, counter=counter)
    seal = key.seal(msgspec.json.encode(state.digests), _head(file))
    return Opened(file=msgspec.structs.replace(file, seal=seal), digests=state.digests)


def begun(begin: VaultFile, key: Key) -> Opened:
    """Return a state without any value, with identity, salt and cost of a file; not sealed yet."""
    costs = {name: getattr(begin, name) for name in Cost.__struct_fields__}
    file = VaultFile(id=begin.id, salt=begin.salt, **costs)
    check = key.seal(_OPEN, _bound(file, "check"))
    return Opened(file=msgspec.structs.replace(file, check=check), digests={})


def resealed(state: Opened, key: Key, new_key: Key, begin: VaultFile) -> Opened:
    """Return the state under another key; begin: whose salt and cost made that key.

    Raises StoreError for a value that can't be read.
    """
    after = begun(begin, new_key)
    for name in state.digests:
        after = with_value(after, new_key, name, value(state, key, name))
    return sealed(after, new_key, state.file.counter + 1)


def migrated(state: Opened, key: Key) -> tuple[Opened, tuple[str, ...]]:
    """Return a state of format 1 in the present one, and the names that could not be read."""
    after, lost = begun(state.file, key), []
    for name in state.digests:
        try:
            after = with_value(after, key, name, value(state, key, name))
        except StoreError:
            lost.append(name)
    return after, tuple(lost)


def encoded(file: VaultFile) -> bytes:
    """Return the file's bytes. Raises StoreError where they were too many to be read again."""
    data = msgspec.json.encode(file)
    if len(data) > LARGEST:
        text = tr("The vault file would be larger than {size} MB.", size=LARGEST // 1024**2)
        raise StoreError("refused", text)
    return data


def digest(sealed_text: str) -> str:
    """Return what tells one sealed text from every other."""
    return hashlib.sha256(sealed_text.encode("utf-8", "surrogatepass")).hexdigest()


def _head(file: VaultFile) -> bytes:
    head = (file.salt, file.memory_kib, file.passes, file.lanes, file.counter)
    return _bound(file, "\0".join(("seal", *map(str, head))))


def _bound(file: VaultFile, rest: str) -> bytes:
    whole = f"request-inspector vault {VERSION}\0{file.id}\0{rest}"
    return whole.encode("utf-8", "surrogatepass")


def _old_bound(name: str) -> bytes:
    return f"request-inspector vault 1\0{name}".encode("utf-8", "surrogatepass")


def unreadable() -> StoreError:
    """Say that nothing in the file can be trusted."""
    text = tr("The vault file is damaged or was changed by someone else. Nothing was overwritten.")
    return StoreError("unreadable", text)


def gone() -> StoreError:
    """Say that there is no file any more."""
    return StoreError("unreadable", tr("The vault file is gone. Nothing was written in its place."))


def _changed(name: str) -> StoreError:
    text = tr(
        "The vault file's value of {name} is damaged, or an old one was put back. Enter it again.",
        name=name,
    )
    return StoreError("damaged", text)
