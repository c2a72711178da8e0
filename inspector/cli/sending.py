"""Sends a request with a workbench of its own, and ends the workbench's threads afterwards."""

import contextlib
from collections.abc import Iterator

from inspector.cli.source import Source
from inspector.vault import Vault
from inspector.workbench.answer import Answer
from inspector.workbench.workbench import Workbench


@contextlib.contextmanager
def open_workbench(*, keyring: bool = False) -> Iterator[Workbench]:
    """Yield a workbench; without `keyring` its secrets stay in memory."""
    from inspector.workbench.build import build  # noqa: PLC0415 - only where something is sent

    vault = _keyring() if keyring else Vault.in_memory()
    workbench = build(vault)
    try:
        yield workbench
    finally:
        workbench.close()
        vault.close()


def send(workbench: Workbench, source: Source) -> Answer:
    """Send and wait; Ctrl+C stops the request and gives the answer so far."""
    workbench.vault.hold(source.secrets)
    future = workbench.submit(workbench.send(source.request, source.scope))
    try:
        return future.result()
    except KeyboardInterrupt:
        future.cancel()
        raise


def _keyring() -> Vault:
    from inspector.settings.places import places  # noqa: PLC0415 - only for saved requests
    from inspector.vault import open_vault  # noqa: PLC0415 - as above

    return open_vault(places().vault)
