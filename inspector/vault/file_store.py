"""Keeps secrets in a file under a passphrase, shared by several processes, old copies noticed.

Whoever writes holds the lock, reads the newest state, and replaces the whole file; the state
before it is kept beside it. Readers need no lock: a file is replaced whole or not at all.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file, write_problem
from inspector.disk.locking import held
from inspector.disk.private import private_file, private_folder
from inspector.disk.reading import read_bytes
from inspector.vault import file_format
from inspector.vault.file_format import Opened, VaultFile
from inspector.vault.sealing import Key, new_salt
from inspector.vault.seen import Mark, Seen
from inspector.vault.store import StoreError, StoreKind
from inspector.wording import tr

PATIENCE = 10.0  # seconds that another process may hold the lock
_TRIES = 5
_Change = Callable[[Opened], Opened]


def vault_file(folder: Path) -> Path:
    """Return the path of the vault file in the vault's folder."""
    return folder / "vault.json"


def previous_file(path: Path) -> Path:
    """Return the path of the state before the last change."""
    return path.with_name(f"{path.stem}.previous{path.suffix}")


class FileStore:
    """A SecretStore over one file; making one derives the key, which takes a moment.

    A missing file is made. seen: where its newest state is remembered. accept_older: use a copy of
    before from now on. Raises StoreError: "passphrase" for a wrong or an empty one, "older" for
    a copy of before, "unreadable" for a file that is damaged, gone or none of ours.
    """

    kind: StoreKind = "file"

    def __init__(
        self, path: Path, passphrase: str, seen: Seen | None = None, *, accept_older: bool = False
    ) -> None:
        self._path = path
        self._seen = seen or Seen(path.with_name("vault.seen.json"))
        self._salt = ""
        self._key = Key(bytearray(32))
        if not path.exists():
            self._make(passphrase)
        if self._key.wiped:
            self._enter(passphrase, accept_older=accept_older)

    # ------------------------------------------------------------ the store
    def get(self, name: str) -> str | None:
        """Return the value, or None where there is none of that name."""
        return file_format.value(self._state()[0], self._key, name)

    def set(self, name: str, value: str) -> None:
        """Keep the value; a failure leaves the file as it was."""
        self._change(lambda state: file_format.with_value(state, self._key, name, value))

    def delete(self, name: str) -> None:
        """Remove the value."""
        state, _ = self._state()
        if name in state.file.entries or name in state.digests:
            self._change(lambda state: file_format.with_value(state, self._key, name, None))

    def names(self) -> tuple[str, ...]:
        """Return the names of all values, sorted."""
        return tuple(sorted(self._state()[0].digests))

    def unlock(self) -> None:
        """Do nothing: it is open."""

    def lock(self) -> bool:
        """Stay open: whoever holds it closes it."""
        return False

    def close(self) -> None:
        """Wipe the key."""
        self._key.wipe()

    def change_passphrase(self, new: str) -> None:
        """Seal everything anew under another passphrase; the state before goes, too.

        Raises StoreError: "passphrase" for an empty one, "damaged" where a value can't be read; the
        file stays as it was then.
        """
        _refuse_blank(new)
        with self._locked():
            state, _ = self._state()
            begin = _begun(state.file.id)
            key = _derived(begin, new)
            try:
                self._replace(file_format.resealed(state, self._key, key, begin), None)
            except StoreError:
                key.wipe()
                raise
            self._key.wipe()
            self._key, self._salt = key, begin.salt

    # ------------------------------------------------------------ opening
    def _make(self, passphrase: str) -> None:
        """Make the file, unless another process did meanwhile."""
        _refuse_blank(passphrase)
        with self._locked():
            if self._path.exists():
                return
            if previous_file(self._path).exists():
                raise file_format.gone()
            begin = _begun(new_salt())
            self._key, self._salt = _derived(begin, passphrase), begin.salt
            begun = file_format.begun(begin, self._key)
            self._replace(file_format.sealed(begun, self._key, 1), None)

    def _enter(self, passphrase: str, *, accept_older: bool) -> None:
        """Open the file. One of format 1, and an older one that is accepted, are written anew."""
        file, _ = file_format.read(self._path)
        self._key, self._salt = _derived(file, passphrase), file.salt
        try:
            with self._locked():
                mark = self._seen.of(file.id)
                state, data = self._opened(mark if not accept_older else None)
                if state.file.format != file_format.VERSION:
                    state = self._migrated(state, data)
                elif mark is None or not is_older(state.file, mark):
                    self._seen.note(state.file.id, _mark(state.file))
                    return
                newest = max(state.file.counter, mark.counter if mark else 0)
                self._replace(file_format.sealed(state, self._key, newest + 1), data)
        except StoreError:
            self._key.wipe()
            raise

    def _migrated(self, state: Opened, data: bytes) -> Opened:
        """Take a file of format 1 over; it is kept where a value of it could not be read."""
        after, lost = file_format.migrated(state, self._key)
        if lost:
            _write(self._path.with_name(f"{self._path.name}.format-1"), data)
        return after

    # ------------------------------------------------------------ reading and writing
    def _state(self) -> tuple[Opened, bytes]:
        """Return the file's state and bytes. Raises StoreError."""
        if self._key.wiped:
            raise StoreError("locked", tr("The vault file is locked: enter its passphrase."))
        # What was seen is read first: a change in between makes the file newer, never older.
        identity = file_format.read(self._path)[0].id
        return self._opened(self._seen.of(identity))

    def _opened(self, mark: Mark | None) -> tuple[Opened, bytes]:
        file, data = file_format.read(self._path)
        if file.salt != self._salt:
            text = tr("The vault file's passphrase was changed elsewhere: enter the new one.")
            raise StoreError("locked", text)
        state = file_format.opened(file, self._key)
        if mark is not None and is_older(file, mark):
            raise put_back(file, mark)
        return state, data

    def _change(self, change: _Change) -> None:
        with self._locked():
            for _ in range(_TRIES):
                state, data = self._state()
                counter = state.file.counter + 1
                after = file_format.sealed(change(state), self._key, counter)
                if read_bytes(self._path) == data:
                    self._replace(after, data)
                    return
        raise StoreError("busy", tr("The vault file is being changed by another program."))

    def _replace(self, after: Opened, before: bytes | None) -> None:
        """Write the file, then remember the state. before: kept beside it; None keeps no old one.

        In this order: after an end in between, the file is newer than what was seen, not older.
        """
        data = file_format.encoded(after.file)
        previous = previous_file(self._path)
        if before is not None:
            _write(previous, before)
        _write(self._path, data)
        if before is None and write_file(previous, data, private=True):
            with contextlib.suppress(OSError):
                previous.unlink()
        self._seen.note(after.file.id, _mark(after.file))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with locked(self._path):
            yield


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the vault file's lock. Raises StoreError where that can't be."""
    lock = path.with_name(f"{path.stem}.lock")
    try:
        private_folder(path.parent)
        private_file(path)
        with held(lock, PATIENCE):
            yield
    except TimeoutError:
        text = tr("Another program holds the vault file. Close it, or try again.")
        raise StoreError("busy", text) from None
    except OSError as error:
        problem = write_problem(path, error)
        raise StoreError("refused", f"{problem.what} {problem.todo}") from None


def restore_previous(path: Path, passphrase: str, seen: Seen) -> None:
    """Put the state before the last change in the file's place, which is kept under another name.

    Raises StoreError, and changes nothing then.
    """
    with locked(path):
        before, data = file_format.read(previous_file(path))
        _prove(before, passphrase)
        if path.exists() and set_aside(path) is None:
            text = tr("The damaged vault file can't be renamed in {folder}.", folder=path.parent)
            raise StoreError("refused", text)
        _write(path, data)
    # Opening it as an older one gives it a counter above every one that was seen.
    FileStore(path, passphrase, seen, accept_older=True).close()


def _begun(identity: str) -> VaultFile:
    """Return what a new key is made from: a fresh salt, at the usual cost."""
    return VaultFile(id=identity, salt=new_salt())


def _derived(file: VaultFile, passphrase: str) -> Key:
    try:
        return Key.derive(file.salt, file, passphrase)
    except (ValueError, OverflowError, MemoryError):
        raise file_format.unreadable() from None


def _prove(file: VaultFile, passphrase: str) -> None:
    """Raise StoreError unless the passphrase opens that file."""
    key = _derived(file, passphrase)
    try:
        file_format.opened(file, key)
    finally:
        key.wipe()


def _refuse_blank(passphrase: str) -> None:
    if not passphrase.strip():
        raise StoreError("passphrase", tr("An empty passphrase protects nothing: enter one."))


def _mark(file: VaultFile) -> Mark:
    return Mark(file.counter, file.mark)


def is_older(file: VaultFile, mark: Mark) -> bool:
    """Whether the file is a state of before, or another with the counter of the newest."""
    same = file.counter == mark.counter and file.mark == mark.digest
    return file.counter <= mark.counter and not same


def put_back(file: VaultFile, mark: Mark) -> StoreError:
    """Say that the file is one of before."""
    text = tr(
        "The vault file is an older copy: it holds change {found}, and change {newest} was seen"
        " here. Nothing was overwritten. Use it only if you put it back yourself.",
        found=file.counter,
        newest=mark.counter,
    )
    return StoreError("older", text)


def _write(path: Path, data: bytes) -> None:
    problem = write_file(path, data, private=True)
    if problem:
        raise StoreError("refused", f"{problem.what} {problem.todo}")
