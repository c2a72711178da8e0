"""What the vault knows of each secret beside its value, kept with the store's values.

In the vault file the records are sealed like values. A keyring holds none of them: there each is a
small file, as the names are, because nothing in it is secret.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future

import msgspec

from inspector.model.secret import SecretRef
from inspector.model.vault_entry import NO_ENTRY, VaultEntry
from inspector.vault.access import Access
from inspector.vault.names import ENTRY
from inspector.vault.store import SecretStore, StoreError
from inspector.vault.worker import Worker

Change = Callable[[VaultEntry], VaultEntry]


class Entries:
    """Records by reference: at once as far as they were read, and from the store.

    lasts: whether the value of a reference lies in the store; only then its record does.
    """

    def __init__(self, worker: Worker, access: Access, lasts: Callable[[SecretRef], bool]) -> None:
        self._worker = worker
        self._access = access
        self._lasts = lasts
        self._lock = threading.Lock()
        self._found: dict[SecretRef, VaultEntry] = {}
        self._read: set[SecretRef] = set()  # those whose record in the store was looked for

    def known(self, ref: SecretRef) -> VaultEntry:
        """Return the record as far as this run knows it; never waits."""
        with self._lock:
            return self._found.get(ref, NO_ENTRY)

    async def of(self, refs: Iterable[SecretRef]) -> dict[SecretRef, VaultEntry]:
        """Return the records, from the store where they were not read so far."""
        import asyncio  # noqa: PLC0415 - takes long to load; who waits here has it

        wanted = tuple(refs)
        missing = [ref for ref in wanted if ref.place == "keyring" and ref not in self._read]
        if missing:
            await asyncio.wrap_future(self._worker.submit(lambda: self._load(missing)))
        return {ref: self.known(ref) for ref in wanted}

    def change(self, ref: SecretRef, change: Change) -> "Future[VaultEntry]":
        """Change a record; it counts at once, and is written where its secret is kept."""
        self._apply(ref, change)
        return self._worker.submit(lambda: self._store(ref, change))

    # ------------------------------------------------------------ on the vault's thread
    def load(self, names: Iterable[str]) -> None:
        """Read the records of these names."""
        self._load([SecretRef(place="keyring", name=name) for name in names])

    def write(self, ref: SecretRef) -> None:
        """Write the record of a secret whose value has just been kept."""
        entry = self.known(ref)
        if entry != NO_ENTRY:
            self._try(lambda store: store.set(ENTRY + ref.name, _text(entry)))

    def forget(self, ref: SecretRef) -> None:
        """Remove the record of a secret that is deleted."""
        with self._lock:
            self._found.pop(ref, None)
            self._read.discard(ref)
        self._try(lambda store: store.delete(ENTRY + ref.name))

    def reread(self) -> None:
        """Look into the store anew, as it is another one now; what this run knows stays."""
        with self._lock:
            self._read.clear()

    def _apply(self, ref: SecretRef, change: Change) -> VaultEntry:
        with self._lock:
            made = self._found[ref] = change(self._found.get(ref, NO_ENTRY))
        return made

    def _load(self, refs: list[SecretRef]) -> None:
        for ref in refs:
            if ref in self._read:
                continue
            found: list[str | None] = []
            if self._try(_reader(ref, found)):
                self._take(ref, _entry(found[0]))

    def _take(self, ref: SecretRef, stored: VaultEntry) -> None:
        """Know what the store has; hosts that were agreed to in this run stay."""
        with self._lock:
            self._read.add(ref)
            here = self._found.get(ref, NO_ENTRY)
            self._found[ref] = stored if here == NO_ENTRY else _merged(stored, here)

    def _store(self, ref: SecretRef, change: Change) -> VaultEntry:
        """Write a change upon what the store has now: another process may have changed it."""
        if ref.place != "keyring" or not self._lasts(ref):
            return self.known(ref)

        def work(store: SecretStore) -> None:
            before = _entry(store.get(ENTRY + ref.name))
            after = change(before if ref in self._read else _merged(before, self.known(ref)))
            if after != before:
                store.set(ENTRY + ref.name, _text(after))

        self._try(work)
        return self.known(ref)

    def _try(self, work: Callable[[SecretStore], None]) -> bool:
        """Do it; a store that can't says so in its status, and this run knows the record."""
        try:
            self._access.call(work, proves=False)
        except StoreError:
            return False
        return True


def _reader(ref: SecretRef, found: list[str | None]) -> Callable[[SecretStore], None]:
    return lambda store: found.append(store.get(ENTRY + ref.name))


def _merged(stored: VaultEntry, here: VaultEntry) -> VaultEntry:
    """Return the newer record with the hosts of both."""
    hosts = {each.host: each for each in (*here.hosts, *stored.hosts)}
    newer = {name: value for name in _FIELDS if (value := getattr(here, name))}
    return msgspec.structs.replace(stored, **{**newer, "hosts": tuple(hosts.values())})


_FIELDS = VaultEntry.__struct_fields__


def _entry(text: str | None) -> VaultEntry:
    """Read a record; one that can't be read says nothing, so that its secret asks again."""
    if not text:
        return NO_ENTRY
    try:
        return msgspec.json.decode(text, type=VaultEntry)
    except (msgspec.DecodeError, UnicodeError):
        return NO_ENTRY


def _text(entry: VaultEntry) -> str:
    return msgspec.json.encode(entry).decode()
