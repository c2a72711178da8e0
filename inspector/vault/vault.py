"""The vault: secrets by reference, in memory at once, in a store of the system when asked."""

import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Literal

from inspector.model.collection import Problem
from inspector.model.secret import Secret, SecretRef
from inspector.protocol.masking.judged_names import JudgedNames, Known
from inspector.vault import fingerprint
from inspector.vault.access import Access, from_environment, memory
from inspector.vault.cookies.cookie_jars import CookieJars
from inspector.vault.entries import Entries
from inspector.vault.met_values import MetValues
from inspector.vault.names import ENTRY
from inspector.vault.store import StoreError, VaultStatus
from inspector.vault.worker import Worker
from inspector.wording import tr

_NUMBER = re.compile(r"-[0-9a-f]{12}\Z")
LIMIT = 20.0  # seconds that a keyring may take, an unlock prompt included

Found = dict[SecretRef, Secret]


class Vault:
    """Values are found at once in memory; the store is asked on a thread of its own.

    Every method may be called from any thread; only `close` waits. cookies: the environments' jars.
    """

    def __init__(self, access: Access, limit: float = LIMIT, cookies: Path | None = None) -> None:
        self._access = access
        self._worker = Worker(limit)
        self._lock = threading.Lock()
        self.cookies = CookieJars(self._worker, access, cookies, self._use)
        self.entries = Entries(self._worker, access, self._lasts)
        self._values: dict[SecretRef, str] = {}
        self._kept: dict[SecretRef, str] = {}  # what the store holds, as far as known
        self._met = MetValues()
        self._drafted: set[SecretRef] = set()  # in the store for a draft only
        self._unkept: dict[SecretRef, bool] = {}  # could not be written so far -> for a draft only
        self._troubled: list[Callable[[str], None]] = []
        self._used = time.monotonic()

    @classmethod
    def in_memory(cls) -> "Vault":
        """Return a vault that keeps secrets for this run only."""
        text = tr("Secrets are kept for this run only.")
        return cls(Access(lambda: memory(text, on_purpose=True)))

    # ------------------------------------------------------------ at once
    def put(
        self,
        value: str,
        *,
        place: Literal["keyring", "memory"] = "keyring",
        label: str = "",
        guessed: str = "",
    ) -> SecretRef:
        """Take a value in and return its new reference; `persist` writes it to the store.

        place "memory": never written. label: start of its name (no secret), for people. guessed:
        the header that nobody knows it came from; once that is judged harmless, so is the value.
        """
        named = re.sub(r"[^\w.-]+", "-", label).strip("-.") or "secret"
        ref = SecretRef(place=place, name=f"{named}-{secrets.token_hex(6)}")
        is_certain = self._met.is_certain(value)
        self.hold({ref: value})
        if guessed and not is_certain:
            self._met.guess(value, guessed)
        return ref

    def hold(self, values: Mapping[SecretRef, str]) -> None:
        """Take values in under references that exist already (typed anew, or read by intake)."""
        self._used = time.monotonic()
        with self._lock:
            self._values.update(values)
        self._met.meet(values.values())

    def peek(self, ref: SecretRef) -> str | None:
        """Return the value if it is in memory or in the environment; never waits."""
        with self._lock:
            value = self._values.get(ref)
        if value is None and ref.place == "environment":
            value = from_environment(ref.name)
            self._use(value)
        return value

    def same_as(self, ref: SecretRef) -> tuple[SecretRef, ...]:
        """Return the other references that have the same value, as far as this run knows."""
        with self._lock:
            value = self._values.get(ref)
            held = tuple(self._values.items()) if value else ()
        return tuple(other for other, its in held if its == value and other != ref)

    def judged_by(self, names: Callable[[], JudgedNames]) -> None:
        """Hand the names of headers that the user judged along; asked each time, on any thread."""
        self._met.judged = names

    def known_values(self) -> Known:
        """Return every value met in this run, deleted ones too: what redaction looks for."""
        return self._met.known()

    def names_of_values(self) -> dict[str, str]:
        """Return what people may know the values by: the label each was put in with, if any."""
        with self._lock:
            held = tuple(self._values.items())
        labels = ((value, label_of(ref)) for ref, value in held)
        return {value: label for value, label in labels if label not in {"", "secret"}}

    @property
    def status(self) -> VaultStatus:
        """Where secrets are kept, as far as known; `open` finds out."""
        return self._access.status

    def on_status(self, watcher: Callable[[VaultStatus], None]) -> Callable[[], None]:
        """Call `watcher` with each new status, on another thread; returns what ends that."""
        return self._access.watch(watcher)

    @property
    def at_risk(self) -> dict[SecretRef, str]:
        """The values that end with this run although nobody chose that, as people call them."""
        here = self.status.kind == "memory" and not self.status.on_purpose
        lost = {*self._unkept, *(set(self._kept) - self._drafted if here else ())}
        return {ref: self.entries.known(ref).label or label_of(ref) for ref in lost}

    def on_trouble(self, watcher: Callable[[str], None]) -> None:
        """Call `watcher` with a sentence where one value can't be read; on another thread."""
        self._troubled.append(watcher)

    @property
    def idle(self) -> float:
        """Seconds since a secret was last asked for, taken in or kept."""
        return time.monotonic() - self._used

    def _use(self, value: str | None) -> None:
        if value is not None:
            self._met.use(value)

    # ------------------------------------------------------------ by the store
    def open(self) -> "Future[VaultStatus]":
        """Choose the store now and return the status."""
        return self._worker.submit(self._access.open)

    def choose_again(self) -> "Future[VaultStatus]":
        """Find out anew where secrets are to be kept, as that was set otherwise."""
        return self._worker.submit(lambda: self._switch(self._access.choose_again))

    def use_file(self, passphrase: str, *, accept_older: bool = False) -> "Future[VaultStatus]":
        """Use the vault file under that passphrase from now on; a missing one is made.

        What was kept in memory or in a keyring moves into it. accept_older: use a copy of before,
        which is refused else. The future raises StoreError, for a wrong passphrase among others.
        """
        return self._worker.submit(
            lambda: self._switch(
                lambda: self._access.use_file(passphrase, accept_older=accept_older)
            )
        )

    def restore_file(self, passphrase: str) -> "Future[VaultStatus]":
        """Go back to the vault file's state before its last change; the present one is set aside.

        passphrase: that of the state before. The future raises StoreError.
        """
        change = partial(self._access.restore_file, passphrase)
        return self._worker.submit(lambda: self._switch(change))

    def change_passphrase(self, old: str, new: str) -> "Future[VaultStatus]":
        """Put the vault file under another passphrase. The future raises StoreError."""
        change = partial(self._access.change_passphrase, old, new)
        return self._worker.submit(lambda: self._switch(change))

    def lock(self) -> "Future[VaultStatus]":
        """Lock the vault file or the keyring, and forget the values that can be read from it again.

        What redaction looks for is still known. Nothing happens where neither is open.
        """
        return self._worker.submit(self._lock_store)

    async def resolve_all(self, refs: Iterable[SecretRef], *, anew: bool = False) -> Found:
        """Return the secrets that could be found; missing ones (or a locked store) are left out.

        Those of "ask" and "text" have only what `hold` gave. anew: others may have changed them.
        """
        self._used = time.monotonic()
        wanted = tuple(dict.fromkeys(refs))
        missing = [ref for ref in wanted if _is_kept(ref) and (anew or self.peek(ref) is None)]
        if missing:
            import asyncio  # noqa: PLC0415 - the window opens before anything is sent

            try:
                await asyncio.wrap_future(self._worker.submit(lambda: self._load(missing)))
            except StoreError as error:
                self._access.say(error.status or "locked", error.text)
        found = {ref: value for ref in wanted if (value := self.peek(ref)) is not None}
        for value in found.values():
            self._use(value)
        return {ref: Secret(value) for ref, value in found.items()}

    def persist(
        self, refs: Iterable[SecretRef], *, draft: bool = False
    ) -> "Future[tuple[Problem, ...]]":
        """Write the values of these references to the store; problems say what was not kept.

        draft: only as long as nobody persists them for good, `withdraw` takes them back.
        """
        wanted = tuple(ref for ref in dict.fromkeys(refs) if ref.place == "keyring")
        return self._worker.submit(lambda: _problems(self._keep(ref, draft) for ref in wanted))

    def withdraw(self, refs: Iterable[SecretRef]) -> "Future[tuple[Problem, ...]]":
        """Remove values from the store that lie there for a draft; memory keeps them (undo)."""
        wanted = tuple(dict.fromkeys(refs))
        return self._worker.submit(
            lambda: _problems(self._remove(ref) for ref in wanted if self._is_draft(ref))
        )

    def delete(self, refs: Iterable[SecretRef]) -> "Future[tuple[Problem, ...]]":
        """Remove these values from memory and from the store."""
        wanted = tuple(dict.fromkeys(refs))
        with self._lock:
            for ref in wanted:
                self._values.pop(ref, None)
        kept = tuple(ref for ref in wanted if ref.place == "keyring")
        return self._worker.submit(lambda: _problems(map(self._remove, kept)))

    def names(self) -> "Future[tuple[str, ...]]":
        """Return the names of all values in the store."""
        return self._worker.submit(self._names)

    def fingerprint_key(self) -> "Future[bytes]":
        """Return the key of `fingerprint.fingerprint`, made at its first use."""
        return self._worker.submit(lambda: self._access.call(fingerprint.key_from))

    def close(self) -> None:
        """End the vault's thread once its work is done, and wipe what opens the vault file."""
        self._worker.close()
        self._access.close()

    # ------------------------------------------------------------ on the vault's thread
    def _names(self) -> tuple[str, ...]:
        found = self._access.call(lambda store: store.names(), proves=False)
        return tuple(name for name in found if not name.startswith(ENTRY))

    def _lasts(self, ref: SecretRef) -> bool:
        """Whether a value lies in the store; a part of a kept token lies there with the whole."""
        whole = SecretRef(place="keyring", name=ref.name.rpartition(".")[0])
        return ref in self._kept or whole in self._kept

    def _load(self, refs: list[SecretRef]) -> None:
        for ref in refs:
            value = self._get(ref)
            if value is not None and ref not in self._unkept:
                self.hold({ref: value})
                self._use(value)
                self._kept[ref] = value

    def _get(self, ref: SecretRef) -> str | None:
        """Ask the store; a damaged value counts as missing and is told, a lock is raised."""
        try:
            return self._access.call(lambda store: store.get(ref.name))
        except StoreError as error:
            if error.status is not None:
                raise
            for watcher in tuple(self._troubled):
                watcher(error.text)
            return None

    def _keep(self, ref: SecretRef, draft: bool) -> Problem | None:  # noqa: FBT001 - private
        value = self.peek(ref)
        if not draft:
            self._drafted.discard(ref)
        if value is None or self._kept.get(ref) == value:
            return None
        problem = self._access.attempt(lambda store: store.set(ref.name, value))
        if problem is not None:
            self._unkept[ref] = draft
            return problem
        self._unkept.pop(ref, None)
        self._kept[ref] = value
        self.entries.write(ref)
        self._use(value)
        if draft:
            self._drafted.add(ref)
        return None

    def _is_draft(self, ref: SecretRef) -> bool:
        if self._unkept.get(ref):
            del self._unkept[ref]
        return ref in self._drafted

    def _remove(self, ref: SecretRef) -> Problem | None:
        self._kept.pop(ref, None)
        self._unkept.pop(ref, None)
        self._drafted.discard(ref)
        self.entries.forget(ref)
        return self._access.attempt(lambda store: store.delete(ref.name))

    def _switch(self, change: Callable[[], VaultStatus]) -> VaultStatus:
        """Use another store, and write to it what could not be written before."""
        self._used = time.monotonic()
        status = change()
        self.entries.reread()
        if status.kind in {"keyring", "file", "memory"}:
            self._kept = {ref: kept for ref, kept in self._kept.items() if self._holds(ref, kept)}
            for ref, draft in tuple(self._unkept.items()):
                self._keep(ref, draft)
        return self._access.status

    def _holds(self, ref: SecretRef, value: str) -> bool:
        try:
            return self._access.call(lambda store: store.get(ref.name)) == value
        except StoreError:
            return False

    def _lock_store(self) -> VaultStatus:
        if self._access.lock():
            with self._lock:
                for ref, kept in self._kept.items():
                    if self._values.get(ref) == kept:
                        del self._values[ref]
            self._kept.clear()
        return self._access.status


def label_of(ref: SecretRef) -> str:
    """Return what a value was put in with, without the number that makes its name the only one."""
    return _NUMBER.sub("", ref.name)


def _is_kept(ref: SecretRef) -> bool:
    return ref.place == "keyring"


def _problems(found: Iterable[Problem | None]) -> tuple[Problem, ...]:
    """Do all of it and return the problems, each once."""
    return tuple(dict.fromkeys(problem for problem in found if problem is not None))
