"""Credentials from the person's own files, found on a thread and known to the redaction.

Of the netrc file, logins. Of AWS's files, by botocore, only what stands in them or in the
environment: what a profile lets a program print, or what a sign-in gives, comes from AWS's own
command, which is agreed to as any other.
"""

import asyncio
import os
from collections.abc import Mapping

from inspector.authenticate.aws_signing import NotInstalled, ensure_installed
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


_MEMBERS = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")


class AwsProfiles:
    """Looks keys up; nothing is kept of them beyond what must never be shown."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def look_up(self, profile: str) -> Issued:
        """Return the keys of a profile, the secret empty where another way leads to them.

        profile: empty for the usual one. Raises Unanswered where there is none of that name.
        """
        found = await asyncio.to_thread(_keys, profile)
        key_id, secret, session = (found.get(name, "") for name in _MEMBERS)
        for value in filter(None, (secret, session)):
            self._vault.put(value, place="memory", label=tr("from an AWS profile"))
        return Issued(secret=Secret(secret), user=key_id, session=Secret(session))


def _keys(profile: str) -> Mapping[str, str]:
    """Return the settings of a profile; those of the environment come first where none is named."""
    given = {name: os.environ.get(name.upper(), "") for name in _MEMBERS}
    if not profile and given["aws_access_key_id"]:
        return given
    try:
        ensure_installed()
    except NotInstalled as error:
        raise _unanswered("not-installed", str(error)) from error
    from botocore.exceptions import BotoCoreError, ProfileNotFound  # noqa: PLC0415 - an extra
    from botocore.session import Session  # noqa: PLC0415 - as above

    try:
        settings = Session(profile=profile or None).get_scoped_config()
    except ProfileNotFound as error:
        text = tr(
            "The AWS files of this computer have no profile {name}. Nothing was sent.", name=profile
        )
        raise _unanswered("no-aws-profile", text) from error
    except BotoCoreError as error:
        raise _unanswered("unreadable-file", tr("The AWS files can't be read.")) from error
    return {name: text for name, text in settings.items() if isinstance(text, str)}


def _unanswered(kind: str, text: str) -> Unanswered:
    return Unanswered(Failure(stage="compose", kind=kind, message=text))
