"""The cookie jars of all environments: opened when they are needed, kept as the vault keeps."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple

from inspector.protocol.cookie.kept import Contents, KeptCookie
from inspector.vault.access import Access
from inspector.vault.cookies import cookie_file
from inspector.vault.cookies.cookie_file import KEY_NAME, Version
from inspector.vault.cookies.cookie_jar import CookieJar
from inspector.vault.fingerprint import key_from
from inspector.vault.store import SecretStore, StoreError, VaultStatus
from inspector.vault.worker import Worker


class Discarded(NamedTuple):
    """What was deleted with an environment, or why it could not be, in words."""

    cookies: tuple[KeptCookie, ...] = ()
    trouble: str = ""


class CookieJars:
    """Where the vault's store lasts, cookies lie in sealed files of this folder; else in memory.

    folder: None = in memory. learn: called with each secret value that comes into play.
    """

    def __init__(
        self, worker: Worker, access: Access, folder: Path | None, learn: Callable[[str], None]
    ) -> None:
        self._worker = worker
        self._access = access
        self._folder = folder
        self._learn = learn
        self._lock = threading.Lock()
        self._jars: dict[str, CookieJar] = {}
        access.watch(self._store_changed)

    def of(self, environment: str) -> CookieJar:
        """Return the jar as it is known now; "" is the one of no environment."""
        with self._lock:
            if environment not in self._jars:
                self._jars[environment] = CookieJar(environment, self._learn)
            return self._jars[environment]

    # ------------------------------------------------------------ from and to the disk
    async def opened(self, environment: str) -> CookieJar:
        """Return the jar with what its file holds; where that can't be read, `trouble` says why."""
        import asyncio  # noqa: PLC0415 - takes long to load; who waits here has it

        jar = self.of(environment)
        if self._is_old(jar):
            try:
                await asyncio.wrap_future(self.load(environment))
            except StoreError as error:  # the store does not answer
                jar.trouble = error.text
        return jar

    def load(self, environment: str) -> "Future[CookieJar]":
        """Read the file of an environment, if it is another than the one that was read."""
        jar = self.of(environment)
        return self._worker.submit(lambda: self._load(jar))

    def save(self, environment: str) -> "Future[str]":
        """Write what changed; the future gives the reason where it could not, in words."""
        jar = self.of(environment)
        if self._folder is None or not jar.changes():
            done: Future[str] = Future()
            done.set_result("")
            return done
        return self._worker.submit(lambda: self._save(jar))

    def rename(self, before: str, after: str) -> "Future[str]":
        """Let an environment's cookies follow its new name."""
        return self._worker.submit(lambda: self._rename(before, after))

    def discard(self, environment: str) -> "Future[Discarded]":
        """Delete what an environment that is no more had; `bring_back` undoes it."""
        return self._worker.submit(lambda: self._discard(environment))

    def bring_back(self, environment: str, cookies: tuple[KeptCookie, ...]) -> "Future[str]":
        """Keep again what was discarded; the future gives the reason where it can't be kept."""
        self.of(environment).put(cookies)
        return self.save(environment)

    # ------------------------------------------------------------ on the vault's thread
    def _load(self, jar: CookieJar) -> CookieJar:
        if self._folder is None or not self._is_old(jar):
            return jar
        path = cookie_file.path_of(self._folder, jar.environment)
        found = cookie_file.version(path)
        try:
            contents = self._access.call(lambda store: _read(store, path, jar.environment))
        except StoreError as error:
            jar.trouble = error.text
            return jar
        if contents is not None:
            jar.settle(contents, found)
        return jar

    def _save(self, jar: CookieJar) -> str:
        try:
            self._access.call(lambda store: self._write(store, jar))
        except StoreError as error:
            jar.trouble = error.text
        return jar.trouble

    def _write(self, store: SecretStore, jar: CookieJar) -> None:
        changes = jar.changes()
        if store.kind == "memory" or self._folder is None or not changes:
            return
        path = cookie_file.path_of(self._folder, jar.environment)
        with cookie_file.locked(self._folder):
            key = key_from(store, KEY_NAME)
            contents = changes.made_to(_newest(path, key, jar.environment)).contents
            cookie_file.write(path, key, jar.environment, contents)
            written = cookie_file.version(path)
        jar.settle(contents, written, changes)

    def _rename(self, before: str, after: str) -> str:
        old = self._load(self.of(before))
        moved = old.contents.cookies
        if not moved:
            return ""
        self._load(self.of(after)).put(moved)
        return self._save(self.of(after)) or self._discard(before).trouble

    def _discard(self, environment: str) -> Discarded:
        """Delete the file, also where the store is closed and it can't be read any more."""
        jar = self._load(self.of(environment))
        cookies = jar.contents.cookies
        try:
            if self._folder is not None:
                cookie_file.remove(self._folder, environment)
        except StoreError as error:
            jar.trouble = error.text
            return Discarded(trouble=error.text)
        jar.empty()
        return Discarded(cookies)

    def _store_changed(self, status: VaultStatus) -> None:
        """Read and write what could not be so far; forget what can be read again once locked."""
        for jar in self._known() if self._folder is not None else ():
            if status.closed:
                jar.forget()
            elif status.kind in {"keyring", "file"}:
                self.load(jar.environment)
                self.save(jar.environment)

    # ------------------------------------------------------------ small parts
    def _is_old(self, jar: CookieJar) -> bool:
        if self._folder is None:
            return False
        found = cookie_file.version(cookie_file.path_of(self._folder, jar.environment))
        return found not in {jar.version, Version()}

    def _known(self) -> tuple[CookieJar, ...]:
        with self._lock:
            return tuple(self._jars.values())


def _read(store: SecretStore, path: Path, environment: str) -> Contents | None:
    """Return what the file holds; None where this store can't have its key."""
    if store.kind == "memory":
        return None
    return cookie_file.read(path, key_from(store, KEY_NAME), environment)


def _newest(path: Path, key: bytes, environment: str) -> Contents:
    """Return what the file holds; a damaged one is kept aside, as nothing can be added to it."""
    try:
        return cookie_file.read(path, key, environment)
    except StoreError:
        cookie_file.put_aside(path)
        return Contents()
