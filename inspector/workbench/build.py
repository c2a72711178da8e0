"""Builds the workbench with its parts, for the program and for tests with parts of their own."""

from pathlib import Path

from inspector.send.network import NetworkThread
from inspector.settings.per_host import PerHostSettings
from inspector.vault.vault import Vault
from inspector.workbench.workbench import Workbench


def build(
    vault: Vault | None = None,
    locks: Path | None = None,
    agreed: Path | None = None,
    per_host: PerHostSettings | None = None,
) -> Workbench:
    """Return a workbench; without a vault it keeps secrets in memory only.

    locks: folder of the locks for processes that share the vault, None where none does. agreed:
    file of the commands that were agreed to, None to remember them for this run. per_host: what is
    set for hosts, None for nothing.
    """
    own = vault is None
    used = vault or Vault.in_memory()
    return Workbench(
        used, NetworkThread(), owns_vault=own, locks=locks, agreed=agreed, per_host=per_host
    )
