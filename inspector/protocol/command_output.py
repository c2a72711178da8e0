"""Reads what credential commands print, each by the protocol of those who call it.

ExecCredential: client.authentication.k8s.io/v1 (Kubernetes, "client-go credential plugins").
docker: docker-credential-helpers, "Development". git: git-credential(1), "INPUT/OUTPUT FORMAT".
AWS: "Sourcing credentials with an external process" (`credential_process`, Version 1).
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from inspector.model.kinds.from_command import CommandOutput
from inspector.model.secret import Secret
from inspector.protocol.dates import any_date, from_seconds
from inspector.protocol.json_text import parse
from inspector.protocol.tokens import jose
from inspector.wording import tr

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d{1,6})\]")


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """What a command gave. user: where it names one. ends: when it is over, None if not said.

    session: the token that goes along with keys which last for a while.
    """

    secret: Secret
    user: str = ""
    session: Secret = Secret("")
    ends: datetime | None = None


class OutputError(ValueError):
    """The output holds no credential; the text says why, without any of it."""


def read(text: str, how: CommandOutput, field: str = "", ends: str = "") -> Issued:
    """Return the credential in an output; raises OutputError. field, ends: paths into JSON."""
    if how == "json":
        return _json(text, field, ends)
    return _READERS[how](text)


def at(value: Any, path: str) -> Any:
    """Return what lies at `a.b[0].c` of a JSON value, a leading `$` allowed; None for nothing."""
    rest = path.strip().removeprefix("$")
    place = 0
    while place < len(rest):
        found = _STEP.match(rest, place)
        if found is None:
            return None
        name, index = found.groups()
        if name is not None and isinstance(value, dict):
            value = value.get(name)
        elif index is not None and isinstance(value, list) and int(index) < len(value):
            value = value[int(index)]
        else:
            return None
        place = found.end()
    return value


def _issued(secret: Any, user: Any = "", ends: datetime | None = None) -> Issued:
    if not isinstance(secret, str) or not secret.strip():
        raise OutputError(tr("The command printed no credential."))
    return Issued(
        secret=Secret(secret.strip()), user=user if isinstance(user, str) else "", ends=ends
    )


def _text(text: str) -> Issued:
    value = text.strip()
    if len(value.splitlines()) > 1:
        raise OutputError(
            tr("The command printed several lines; choose how its output is written.")
        )
    claims = getattr(jose.read(value), "claims", None) if value.count(".") == 2 else None  # noqa: PLR2004 - a JWT
    return _issued(value, ends=from_seconds((claims or {}).get("exp")))


def _members(text: str) -> Any:
    value = parse(text)
    if value is None:
        raise OutputError(tr("The command was to print JSON, but what it printed is none."))
    return value


def _json(text: str, field: str, ends: str) -> Issued:
    members = _members(text)
    value = at(members, field)
    if not isinstance(value, str):
        raise OutputError(tr("The JSON of the command has no text at {path}.", path=field or "$"))
    over = any_date(at(members, ends)) if ends.strip() else None
    if ends.strip() and over is None:
        raise OutputError(tr("The JSON of the command has no time at {path}.", path=ends))
    return _issued(value, ends=over)


def _exec_credential(text: str) -> Issued:
    status = at(_members(text), "status")
    found = status if isinstance(status, dict) else {}
    if "token" not in found and "clientKeyData" in found:
        raise OutputError(tr("The command gave a client certificate; only a token can be sent."))
    return _issued(found.get("token"), ends=any_date(found.get("expirationTimestamp")))


def _docker(text: str) -> Issued:
    members = _members(text)
    return _issued(at(members, "Secret"), at(members, "Username"))


def _git(text: str) -> Issued:
    pairs = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    over = any_date(pairs.get("password_expiry_utc"))
    return _issued(pairs.get("password") or pairs.get("credential"), pairs.get("username"), over)


def _aws(text: str) -> Issued:
    """A session token speaks alone; long-lived keys are a user and a secret."""
    members = _members(text)
    token = at(members, "SessionToken")
    over = any_date(at(members, "Expiration"))
    return _issued(token or at(members, "SecretAccessKey"), at(members, "AccessKeyId"), over)


def aws_keys(text: str) -> Issued:
    """Return the keys that a credential process of AWS prints, to sign with; raises OutputError."""
    members = _members(text)
    over = any_date(at(members, "Expiration"))
    keys = _issued(at(members, "SecretAccessKey"), at(members, "AccessKeyId"), over)
    session = at(members, "SessionToken")
    return msgspec.structs.replace(
        keys, session=Secret(session if isinstance(session, str) else "")
    )


_READERS: dict[CommandOutput, Callable[[str], Issued]] = {
    "text": _text,
    "exec-credential": _exec_credential,
    "docker": _docker,
    "git": _git,
    "aws": _aws,
}
