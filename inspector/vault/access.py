"""The vault's side that waits: opens the chosen store and calls it; runs on the vault's thread."""

import contextlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from inspector.model.collection import Problem
from inspector.vault import fingerprint
from inspector.vault.memory_store import LockedStore, MemoryStore
from inspector.vault.names import ENTRY
from inspector.vault.store import SecretStore, StatusKind, StoreError, VaultStatus
from inspector.watchers import Watchers
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.vault.file_keeping import FileKeeping
    from inspector.vault.file_store import FileStore

T = TypeVar("T")


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A store, where it keeps secrets, and one sentence that says so and why."""

    store: SecretStore
    kind: StatusKind
    text: str
    on_purpose: bool = False


class Access:
    """Opens the store at the first call, and says after each how it stands.

    choose: finds the store. files: the vault file, where there may be one.
    """

    def __init__(self, choose: Callable[[], Chosen], files: "FileKeeping | None" = None) -> None:
        self._choose = choose
        self._files = files
        self._chosen: Chosen | None = None
        self._moved = 0
        self._watchers = Watchers[VaultStatus]()
        self.status = VaultStatus(kind="unopened", text=tr("No secret was needed so far."))

    def watch(self, watcher: Callable[[VaultStatus], None]) -> Callable[[], None]:
        """Call `watcher` with each new status; returns what ends that."""
        return self._watchers.add(watcher)

    def open(self) -> VaultStatus:
        """Choose the store, if that was not done, and return the status."""
        try:
            self._store()
        except StoreError as error:
            self.say(error.status or "locked", error.text)
        return self.status

    def choose_again(self) -> VaultStatus:
        """Choose anew, as something else is wanted now; what is kept here moves along.

        Nothing moves into memory, and an open file stays open where the file is wanted. A keyring
        that is locked asks to be unlocked.
        """
        before, after = self._chosen, self._choose()
        if before is not None and before.kind == "file" and isinstance(after.store, LockedStore):
            return self.status
        try:
            after.store.unlock()
            if before is not None and after.kind == "keyring":
                self._moved = _move(before.store, after.store)
        except StoreError as error:
            if error.status is None or before is None or before.kind != "keyring":
                raise
            self.say(error.status, error.text)
            return self.status
        self._take(after)
        return self.status

    # ------------------------------------------------------------ the vault file
    def use_file(self, passphrase: str, *, accept_older: bool = False) -> VaultStatus:
        """Use the vault file from now on; what is kept here moves into it.

        Raises StoreError for a wrong passphrase, and where it can't be opened or written.
        """
        return self._use(lambda files: files.open(passphrase, accept_older=accept_older))

    def restore_file(self, passphrase: str) -> VaultStatus:
        """Go back to the file's state before its last change, and use it. Raises StoreError."""

        def restored(files: "FileKeeping") -> "FileStore":
            files.restore(passphrase)
            return files.open(passphrase)

        return self._use(restored)

    def change_passphrase(self, old: str, new: str) -> VaultStatus:
        """Put the vault file, which may be locked, under another passphrase. Raises StoreError."""

        def changed(files: "FileKeeping") -> "FileStore":
            if not files.exists:
                raise StoreError("refused", tr("There is no vault file yet."))
            store = files.open(old)
            try:
                store.change_passphrase(new)
            except StoreError:
                store.close()
                raise
            return store

        return self._use(changed)

    def close(self) -> None:
        """Wipe what opens the vault file; the status stays."""
        if self._chosen is not None and self._chosen.kind == "file":
            self._chosen.store.close()

    def _use(self, opened: "Callable[[FileKeeping], FileStore]") -> VaultStatus:
        if self._files is None:
            raise StoreError("refused", tr("This vault has no place for a file."))
        before = self._store()
        try:
            store = opened(self._files)
        except StoreError as error:
            if error.status is not None:
                self.say(error.status, error.text)
            raise
        try:
            self._moved = _move(before, store)
        except StoreError as error:
            # A keyring that says no keeps what it holds; what was typed since is kept in the file.
            if error.status != "refused":
                store.close()
                raise
            self._moved = 0
        text = tr("Secrets are kept in a vault file under your passphrase.")
        self._take(Chosen(store=store, kind="file", text=text))
        return self.status

    def lock(self) -> bool:
        """Forget what opens the vault file, or lock the keyring; return whether that was done."""
        if self._chosen is not None and self._chosen.kind == "keyring":
            if self.call(lambda store: store.lock()):
                self.say("locked", tr("The system's keyring is locked. Your system unlocks it."))
                return True
            return False
        if self._files is None or self._chosen is None or self._chosen.kind != "file":
            return False
        self._take(locked_file(self._files))
        return True

    # ------------------------------------------------------------ calls
    def call(self, work: Callable[[SecretStore], T], *, proves: bool = True) -> T:
        """Do one thing with the store.

        proves: whether its success shows that values can be read; names and records of a keyring
        lie beside it. Raises StoreError, after which the status says so where the whole store is
        concerned.
        """
        try:
            done = work(self._store())
        except StoreError as error:
            if error.status is not None:
                self.say(error.status, error.text)
            raise
        if self._chosen is not None and (proves or not self.status.closed):
            self.say(self._chosen.kind, self._chosen.text)
        return done

    def attempt(self, work: Callable[[SecretStore], None]) -> Problem | None:
        """Do one thing with the store; a failure is returned in words."""
        try:
            self.call(work)
        except StoreError as error:
            todo = tr("The value stays in memory until the program ends.")
            return Problem(what=error.text, todo=todo)
        return None

    def say(self, kind: StatusKind, text: str) -> None:
        """Take a status and tell the watchers where it is a new one."""
        file = self._files is not None and self._files.exists
        chosen = self._chosen
        status = VaultStatus(
            kind=kind,
            text=text,
            file=file,
            keyring=chosen is not None and chosen.store.kind == "keyring",
            on_purpose=chosen is not None and chosen.on_purpose,
            moved=self._moved,
        )
        if status != self.status:
            self.status = status
            self._watchers.tell(status)

    def _store(self) -> SecretStore:
        if self._chosen is None:
            self._take(self._choose())
        assert self._chosen is not None  # noqa: S101 - taken just now
        return self._chosen.store

    def _take(self, chosen: Chosen) -> None:
        if self._chosen is not None:
            self._chosen.store.close()
        self._chosen = chosen
        self.say(chosen.kind, chosen.text)


def locked_file(files: "FileKeeping") -> Chosen:
    """Return the store that stands for a vault file whose passphrase was not entered."""
    error = files.obstacle()
    return Chosen(store=LockedStore(error), kind=error.status or "locked", text=error.text)


def memory(text: str, *, on_purpose: bool = False) -> Chosen:
    """Keep secrets for this run; `text` says why."""
    return Chosen(store=MemoryStore(), kind="memory", text=text, on_purpose=on_purpose)


def _move(before: SecretStore, after: SecretStore) -> int:
    """Copy every value into another store, read each back, then empty the old one; return how many.

    Memory holds what was typed last. Of a keyring, and of the key of fingerprints, the new store's
    own value stays, and the old one then keeps its own as well. Raises StoreError; the old store is
    as it was then.
    """
    if isinstance(before, LockedStore) or before.kind == after.kind:
        return 0
    moved = []
    for name in before.names():
        value = _readable(before, name)
        own = before.kind == "keyring" or name == fingerprint.NAME
        if value is None or (own and _readable(after, name) is not None):
            continue
        after.set(name, value)
        if after.get(name) != value:
            raise StoreError("refused", tr("{name} was not kept as it was given.", name=name))
        moved.append(name)
    for name in moved:
        with contextlib.suppress(StoreError):  # it is kept twice then, which loses nothing
            before.delete(name)
    return sum(not name.startswith(ENTRY) for name in moved)


def _readable(store: SecretStore, name: str) -> str | None:
    """Return the value; None for none and for one that is damaged alone."""
    try:
        return store.get(name)
    except StoreError as error:
        if error.status is not None:
            raise
        return None


def from_environment(name: str) -> str | None:
    """Return the value of a variable of the operating system, or None where it is not set."""
    try:
        return os.environ.get(name)
    except ValueError:  # a name with a null character
        return None
