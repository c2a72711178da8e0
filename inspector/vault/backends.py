"""Finds this system's keyring backend by its class; others would prompt on standard input."""

import importlib
import sys
from typing import cast

from inspector.vault.keyring_store import Backend
from inspector.wording import tr

_CLASSES = {
    "darwin": "keyring.backends.macOS:Keyring",
    "win32": "keyring.backends.Windows:WinVaultKeyring",
}
_OF_A_DESKTOP = "inspector.vault.secret_service:Keyring"


def backend() -> tuple[Backend | None, str]:
    """Return the backend, and where there is none, the reason as a sentence.

    It may ask the session's services: call it on the vault's thread.
    """
    module, _, name = _CLASSES.get(sys.platform, _OF_A_DESKTOP).partition(":")
    try:
        kind = getattr(importlib.import_module(module), name)
        usable = kind.priority > 0  # raises where its service is missing
    except Exception:  # noqa: BLE001 - each backend raises errors of its own libraries
        usable = False
    if not usable:
        return None, missing()
    return cast("Backend", kind()), ""


def title() -> str:
    """Return the keyring's name as people know it."""
    return {
        "darwin": tr("the macOS Keychain"),
        "win32": tr("the Windows Credential Manager"),
    }.get(sys.platform, tr("the system's keyring"))


def can_lock() -> bool:
    """Whether a program may lock this system's keyring; elsewhere the system alone does."""
    return sys.platform not in _CLASSES


def missing() -> str:
    """Say that there is no keyring and what that means."""
    return tr("This session has no keyring: secrets are kept for this run only.")
