"""`vault print`: a secret for another program, where it may go to the host that is named."""

import asyncio

from inspector.cli.inputs import NotReadable
from inspector.model.collection import Problem
from inspector.model.secret import SecretRef
from inspector.protocol.urls import bindable_host
from inspector.vault.vault import Vault
from inspector.wording import tr


def printed(vault: Vault, name: str, host: str) -> str:
    """Return the secret; raises NotReadable where there is none, or it may not go there."""
    if not name or not host:
        what = tr("Name the secret and the host that gets it.")
        raise NotReadable(Problem(what=what, todo="request-inspector vault print NAME --host HOST"))
    ref = SecretRef(place="keyring", name=name)
    found = asyncio.run(vault.resolve_all((ref,)))
    entry = asyncio.run(vault.entries.of((ref,)))[ref]
    if ref not in found:
        todo = tr("The window lists the secrets under Vault.")
        raise NotReadable(Problem(what=tr("The vault has no secret {name}.", name=name), todo=todo))
    asked = bindable_host(host if "://" in host else f"https://{host}")
    if entry.hosts and asked not in entry.host_names:
        what = tr("Not printed: the secret may not go to {host}.", host=asked)
        todo = tr("It is bound to {hosts}.", hosts=", ".join(entry.host_names))
        raise NotReadable(Problem(what=what, todo=todo))
    return found[ref].reveal()
