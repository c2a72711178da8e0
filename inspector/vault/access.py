"""The vault's side that waits: opens the chosen store and calls it; runs on the vault's thread."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from inspector.model.collection import Problem
from inspector.vault.store import SecretStore, StatusKind, StoreError, VaultStatus
from inspector.wording import tr

T = TypeVar("T")


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A store, where it keeps secrets, and one sentence that says so and why."""

    store: SecretStore
    kind: StatusKind
    text: str


class Access:
    """Opens the store at the first call, and says after each how it stands."""

    def __init__(
        self, choose: Callable[[], Chosen], open_file: Callable[[str], Chosen] | None = None
    ) -> None:
        self._choose = choose
        self._open_file = open_file
        self._chosen: Chosen | None = None
        self._watchers: list[Callable[[VaultStatus], None]] = []
        self.status = VaultStatus(kind="unopened", text=tr("No secret was needed so far."))

    def watch(self, watcher: Callable[[VaultStatus], None]) -> None:
        """Call `watcher` with each new status."""
        self._watchers.append(watcher)

    def open(self) -> VaultStatus:
        """Choose the store, if that was not done, and return the status."""
        try:
            self._store()
        except StoreError as error:
            self.say("locked", error.text)
        return self.status

    def use_file(self, passphrase: str) -> VaultStatus:
        """Use the vault file from now on. Raises StoreError for a wrong passphrase."""
        if self._open_file is None:
            raise StoreError("refused", tr("This vault has no place for a file."))
        self._chosen = self._open_file(passphrase)
        self.say(self._chosen.kind, self._chosen.text)
        return self.status

    def call(self, work: Callable[[SecretStore], T]) -> T:
        """Do one thing with the store.

        Raises StoreError, after which the status is "locked" where it could not be reached.
        """
        try:
            done = work(self._store())
        except StoreError as error:
            if error.kind in {"locked", "busy"}:
                self.say("locked", error.text)
            raise
        if self._chosen is not None:
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
        status = VaultStatus(kind=kind, text=text)
        if status != self.status:
            self.status = status
            for watcher in tuple(self._watchers):
                watcher(status)

    def _store(self) -> SecretStore:
        if self._chosen is None:
            self._chosen = self._choose()
            self.say(self._chosen.kind, self._chosen.text)
        return self._chosen.store
