"""The secrets of the vault with what is known of each, gathered for a list."""

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from inspector.disk.private import is_open_to_others
from inspector.model.secret import Secret, SecretRef
from inspector.model.vault_entry import NO_ENTRY, VaultEntry
from inspector.vault.cookies.cookie_file import KEY_NAME
from inspector.vault.fingerprint import NAME, fingerprint
from inspector.vault.store import StoreError
from inspector.vault.vault import Vault

_OURS = frozenset({NAME, KEY_NAME})  # keys that the program made for itself


class KeptSecret(msgspec.Struct, frozen=True, kw_only=True):
    """One secret. value: None where its store is locked. fingerprint: equal for equal values.

    kept: whether it lies in a store that outlives this run. exposed: whether other users may read
    the file that it came from.
    """

    ref: SecretRef
    entry: VaultEntry = NO_ENTRY
    value: Secret | None = None
    fingerprint: str = ""
    kept: bool = True
    exposed: bool = False

    @property
    def text(self) -> str:
        """The value; empty where it is not known."""
        return self.value.reveal() if self.value is not None else ""


async def kept_secrets(vault: Vault, used: Iterable[SecretRef]) -> tuple[KeptSecret, ...]:
    """Return what the store holds, and what of `used` this run alone knows."""
    names = await _names(vault)
    refs = [SecretRef(place="keyring", name=name) for name in names if name not in _OURS]
    lasting = frozenset(refs) if vault.status.kind != "memory" else frozenset()
    refs += [ref for ref in used if ref.place == "keyring" and ref not in refs and vault.peek(ref)]
    values = await vault.resolve_all(refs)
    entries = await vault.entries.of(refs)
    key = await _key(vault)
    exposed = await asyncio.to_thread(_exposed, entries)
    return tuple(
        KeptSecret(
            ref=ref,
            entry=entries[ref],
            value=values.get(ref),
            fingerprint=fingerprint(values[ref].reveal(), key) if key and ref in values else "",
            kept=ref in lasting,
            exposed=ref in exposed,
        )
        for ref in dict.fromkeys(refs)
    )


def _exposed(entries: Mapping[SecretRef, VaultEntry]) -> frozenset[SecretRef]:
    """Return those whose file others may read."""
    read = ((ref, Path(entry.source)) for ref, entry in entries.items() if entry.source)
    return frozenset(ref for ref, path in read if is_open_to_others(path))


async def _names(vault: Vault) -> tuple[str, ...]:
    try:
        return await asyncio.wrap_future(vault.names())
    except StoreError:
        return ()


async def _key(vault: Vault) -> bytes:
    try:
        return await asyncio.wrap_future(vault.fingerprint_key())
    except StoreError:
        return b""
