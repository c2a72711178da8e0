"""Chooses where secrets are kept on this system, and says why."""

import os
from pathlib import Path

from inspector.vault import backends
from inspector.vault.access import Access, Chosen
from inspector.vault.file_store import FileStore, vault_file
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.memory_store import MemoryStore
from inspector.vault.names import Names
from inspector.vault.vault import Vault
from inspector.wording import tr

VARIABLE = "REQUEST_INSPECTOR_VAULT"


def open_vault(folder: Path, prefer: str = "") -> Vault:
    """Return the vault whose names (and vault file) lie in `folder`; nothing is opened yet.

    prefer: "auto", "keyring" or "memory"; empty: what the variable REQUEST_INSPECTOR_VAULT says,
    else "auto".
    """
    wanted = prefer or os.environ.get(VARIABLE, "") or "auto"
    return Vault(Access(lambda: choose(folder, wanted), lambda words: open_file(folder, words)))


def choose(folder: Path, wanted: str = "auto") -> Chosen:
    """Find the store; it may ask the session's services: call it on the vault's thread."""
    if wanted == "memory":
        return memory(tr("Secrets are kept for this run only, as set."))
    backend, reason = backends.backend()
    if backend is not None:
        text = tr("Secrets are kept in {keyring}.", keyring=backends.title())
        return Chosen(store=KeyringStore(backend, Names(folder)), kind="keyring", text=text)
    if vault_file(folder).exists():
        text = tr("Secrets are in the vault file, which is locked: enter its passphrase.")
        return Chosen(store=MemoryStore(), kind="locked", text=text)
    return memory(reason)


def memory(text: str) -> Chosen:
    """Keep secrets for this run; `text` says why."""
    return Chosen(store=MemoryStore(), kind="memory", text=text)


def open_file(folder: Path, passphrase: str) -> Chosen:
    """Open the vault file, or make it. Raises StoreError for a wrong passphrase."""
    store = FileStore(vault_file(folder), passphrase)
    store.names()
    return Chosen(
        store=store, kind="file", text=tr("Secrets are kept in a vault file under your passphrase.")
    )
