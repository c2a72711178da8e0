"""Keeps secrets: in the system's keyring, a vault file under a passphrase, or for this run."""

from inspector.vault.store import StoreError, VaultStatus
from inspector.vault.vault import Vault

__all__ = ["StoreError", "Vault", "VaultStatus"]
