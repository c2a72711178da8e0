"""Builds the workbench with its parts, for the program and for tests with parts of their own."""

from pathlib import Path

from inspector.send.network import NetworkThread
from inspector.vault.vault import Vault
from inspector.workbench.workbench import Workbench


def build(vault: Vault | None = None, locks: Path | None = None) -> Workbench:
    """Return a workbench; without a vault it keeps secrets in memory only.

    locks: folder of the locks for processes that share the vault, None where none does.
    """
    own = vault is None
    return Workbench(vault or Vault.in_memory(), NetworkThread(), owns_vault=own, locks=locks)
