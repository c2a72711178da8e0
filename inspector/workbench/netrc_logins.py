"""Logins from the person's netrc file: looked up on a thread, known to the redaction."""

import asyncio

from inspector.disk.netrc_file import NetrcError, login_for, usual_place
from inspector.model.exchange import Failure
from inspector.model.secret import Secret
from inspector.protocol.command_output import Issued
from inspector.send.interaction import Unanswered
from inspector.vault.vault import Vault
from inspector.wording import tr


class NetrcLogins:
    """Looks logins up; nothing is kept of them beyond what must never be shown."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def look_up(self, host: str) -> Issued:
        """Return the login for a host; raises Unanswered where there is none."""
        path = usual_place()
        try:
            found = await asyncio.to_thread(login_for, path, host)
        except NetrcError as error:
            raise _unanswered("unreadable-file", str(error)) from error
        if found is None:
            text = tr("{path} holds no login for {host}. Nothing was sent.", path=path, host=host)
            raise _unanswered("no-netrc-login", text)
        if found.password:
            self._vault.put(found.password, place="memory", label=tr("from ~/.netrc"))
        return Issued(secret=Secret(found.password), user=found.user)


def _unanswered(kind: str, text: str) -> Unanswered:
    return Unanswered(Failure(stage="compose", kind=kind, message=text))
