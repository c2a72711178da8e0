"""The vault: secrets by reference, in memory at once, in a store of the system when asked."""

import re
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from typing import Literal

from inspector.model.collection import Problem
from inspector.model.secret import Secret, SecretRef
from inspector.vault import environment, fingerprint
from inspector.vault.access import Access, Chosen
from inspector.vault.memory_store import MemoryStore
from inspector.vault.store import StoreError, VaultStatus
from inspector.vault.worker import Worker
from inspector.wording import tr

_NUMBER = re.compile(r"-[0-9a-f]{12}\Z")
LIMIT = 20.0  # seconds that a keyring may take, an unlock prompt included


class Vault:
    """Values are found at once in memory; the store is asked on a thread of its own.

    Every method may be called from any thread; only `close` waits.
    """

    def __init__(self, access: Access, limit: float = LIMIT) -> None:
        self._access = access
        self._worker = Worker(limit)
        self._lock = threading.Lock()
        self._values: dict[SecretRef, str] = {}
        self._kept: dict[SecretRef, str] = {}  # what the store holds, as far as known
        self._known: dict[str, bool] = {}  # every value met -> whether it was ever used
        self._drafted: set[SecretRef] = set()  # in the store for a draft only

    @classmethod
    def in_memory(cls) -> "Vault":
        """Return a vault that keeps secrets for this run only."""
        text = tr("Secrets are kept for this run only.")
        return cls(Access(lambda: Chosen(store=MemoryStore(), kind="memory", text=text)))

    # ------------------------------------------------------------ at once
    def put(
        self, value: str, *, place: Literal["keyring", "memory"] = "keyring", label: str = ""
    ) -> SecretRef:
        """Take a value in and return its new reference; `persist` writes it to the store.

        place "memory": never written. label: start of its name (no secret), for people.
        """
        named = re.sub(r"[^\w.-]+", "-", label).strip("-.") or "secret"
        ref = SecretRef(place=place, name=f"{named}-{secrets.token_hex(6)}")
        self.hold({ref: value})
        return ref

    def hold(self, values: Mapping[SecretRef, str]) -> None:
        """Take values in under references that exist already (typed anew, or read by intake)."""
        with self._lock:
            self._values.update(values)
            for value in values.values():
                self._known.setdefault(value, False)

    def peek(self, ref: SecretRef) -> str | None:
        """Return the value if it is in memory or in the environment; never waits."""
        with self._lock:
            value = self._values.get(ref)
        if value is None and ref.place == "environment":
            value = environment.read(ref.name)
            self._use(value)
        return value

    def known_values(self) -> tuple[str, ...]:
        """Return every value met in this run, deleted ones too: what redaction looks for.

        Beginnings of another value that were never used are left out: they were being typed.
        """
        with self._lock:
            values = sorted(value for value in self._known if value)
            after = [*values[1:], ""]
            return tuple(
                value
                for value, longer in zip(values, after, strict=False)
                if self._known[value] or not longer.startswith(value)
            )

    def names_of_values(self) -> dict[str, str]:
        """Return what people may know the values by: the label each was put in with, if any."""
        with self._lock:
            held = tuple(self._values.items())
        labels = ((value, _NUMBER.sub("", ref.name)) for ref, value in held)
        return {value: label for value, label in labels if label not in {"", "secret"}}

    @property
    def status(self) -> VaultStatus:
        """Where secrets are kept, as far as known; `open` finds out."""
        return self._access.status

    def on_status(self, watcher: Callable[[VaultStatus], None]) -> None:
        """Call `watcher` whenever the status changes, on another thread than yours."""
        self._access.watch(watcher)

    def _use(self, value: str | None) -> None:
        if value is not None:
            with self._lock:
                self._known[value] = True

    # ------------------------------------------------------------ by the store
    def open(self) -> "Future[VaultStatus]":
        """Choose the store now and return the status."""
        return self._worker.submit(self._access.open)

    def use_file(self, passphrase: str) -> "Future[VaultStatus]":
        """Use the vault file under that passphrase from now on; a new file is made.

        The future raises StoreError for a wrong passphrase.
        """
        return self._worker.submit(lambda: self._access.use_file(passphrase))

    async def resolve_all(self, refs: Iterable[SecretRef]) -> dict[SecretRef, Secret]:
        """Return the secrets that could be found; missing ones (or a locked store) are left out.

        References of the places "ask" and "text" are found only where `hold` gave them a value.
        """
        wanted = tuple(dict.fromkeys(refs))
        missing = [ref for ref in wanted if ref.place == "keyring" and self.peek(ref) is None]
        if missing:
            import asyncio  # noqa: PLC0415 - the window opens before anything is sent

            try:
                await asyncio.wrap_future(self._worker.submit(lambda: self._load(missing)))
            except StoreError as error:
                self._access.say("locked", error.text)
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
            lambda: _problems(self._remove(ref) for ref in wanted if ref in self._drafted)
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
        return self._worker.submit(lambda: self._access.call(lambda store: store.names()))

    def fingerprint_key(self) -> "Future[bytes]":
        """Return the key of `fingerprint.fingerprint`, made at its first use."""
        return self._worker.submit(lambda: self._access.call(fingerprint.key_from))

    def close(self) -> None:
        """End the vault's thread once its work is done."""
        self._worker.close()

    # ------------------------------------------------------------ on the vault's thread
    def _load(self, refs: list[SecretRef]) -> None:
        for ref in refs:
            value = self._get(ref)
            if value is not None:
                self.hold({ref: value})
                self._use(value)
                self._kept[ref] = value

    def _get(self, ref: SecretRef) -> str | None:
        """Ask the store; a damaged or refused value counts as missing, a lock is raised."""
        try:
            return self._access.call(lambda store: store.get(ref.name))
        except StoreError as error:
            if error.kind in {"locked", "busy"}:
                raise
            return None

    def _keep(self, ref: SecretRef, draft: bool) -> Problem | None:  # noqa: FBT001 - private
        value = self.peek(ref)
        if not draft:
            self._drafted.discard(ref)
        if value is None or self._kept.get(ref) == value:
            return None
        problem = self._access.attempt(lambda store: store.set(ref.name, value))
        if problem is None:
            self._kept[ref] = value
            self._use(value)
            if draft:
                self._drafted.add(ref)
        return problem

    def _remove(self, ref: SecretRef) -> Problem | None:
        self._kept.pop(ref, None)
        self._drafted.discard(ref)
        return self._access.attempt(lambda store: store.delete(ref.name))


def _problems(found: Iterable[Problem | None]) -> tuple[Problem, ...]:
    """Do all of it and return the problems, each once."""
    return tuple(dict.fromkeys(problem for problem in found if problem is not None))
