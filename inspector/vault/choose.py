"""Chooses where secrets are kept on this system, and says why."""

import os
from collections.abc import Callable
from pathlib import Path

from inspector.vault import backends
from inspector.vault.access import Access, Chosen, locked_file, memory
from inspector.vault.file_keeping import FileKeeping
from inspector.vault.keyring_store import KeyringStore
from inspector.vault.names import Names
from inspector.vault.vault import Vault
from inspector.wording import tr

VARIABLE = "REQUEST_INSPECTOR_VAULT"


def open_vault(
    folder: Path, prefer: str | Callable[[], str] = "", seen: Path | None = None
) -> Vault:
    """Return the vault whose names, cookies and vault file lie in `folder`; nothing is opened.

    prefer: "auto", "keyring", "file" or "memory", or what returns it when it is asked for; empty:
    what the variable REQUEST_INSPECTOR_VAULT says, else "auto". seen: the file that remembers the
    newest state of the vault file; it should lie elsewhere.
    """
    files = FileKeeping(folder, seen)

    def wanted() -> str:
        chosen = prefer if isinstance(prefer, str) else prefer()
        return chosen or os.environ.get(VARIABLE, "") or "auto"

    access = Access(lambda: choose(folder, wanted(), files), files)
    return Vault(access, cookies=folder / "cookies")


def choose(folder: Path, wanted: str = "auto", files: FileKeeping | None = None) -> Chosen:
    """Find the store; it may ask the session's services: call it on the vault's thread."""
    files = files or FileKeeping(folder)
    if wanted == "memory":
        return memory(tr("Secrets are kept for this run only, as set."), on_purpose=True)
    if wanted == "file":
        return _file(files, tr("There is no vault file yet: secrets are kept for this run only."))
    backend, reason = backends.backend()
    if backend is not None:
        text = tr("Secrets are kept in {keyring}.", keyring=backends.title())
        return Chosen(store=KeyringStore(backend, Names(folder)), kind="keyring", text=text)
    return _file(files, reason)


def _file(files: FileKeeping, without: str) -> Chosen:
    """Return the locked vault file; where there is none, memory, and that sentence."""
    return locked_file(files) if files.exists else memory(without)
