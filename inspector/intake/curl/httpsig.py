"""Reads how curl signs a request by RFC 9421: the options `--httpsig-…` of curl 8.22."""

from pathlib import Path
from typing import cast

from inspector.disk.reading import read_bytes
from inspector.intake.composing import Pocket
from inspector.intake.curl.command import Command
from inspector.intake.results import Unreadable
from inspector.model.collection import Problem
from inspector.model.kinds.signing.message_signature import (
    MessageAlgorithm,
    MessageSignature,
    SignatureParameters,
)
from inspector.model.secret import SecretRef
from inspector.wording import tr

_OPTIONS = ("httpsig-algo", "httpsig-key", "httpsig-keyid", "httpsig-headers")
_ALGORITHMS = ("ed25519", "hmac-sha256")
_DERIVED = ("method", "authority", "path", "query")


def is_asked_for(command: Command) -> bool:
    """Whether curl would sign: any of the options has it do so."""
    return command.has(*_OPTIONS)


def signature(command: Command, pocket: Pocket) -> MessageSignature:
    """Return what signs as curl does; raises Unreadable for a key or a component that is none."""
    algorithm = command.value("httpsig-algo", _ALGORITHMS[0]).lower()
    if algorithm not in _ALGORITHMS:
        raise _unreadable(
            tr("curl signs with {names} only.", names=", ".join(_ALGORITHMS)), algorithm
        )
    return MessageSignature(
        algorithm=cast("MessageAlgorithm", algorithm),
        key=_key(command.value("httpsig-key"), pocket),
        coding="hex",
        key_id=command.value("httpsig-keyid"),
        components=_components(command),
        parameters=SignatureParameters(seconds=0, alg=True),
    )


def _key(given: str, pocket: Pocket) -> SecretRef:
    """Return the reference to a key, as it stands or in a file; asked for where there is none."""
    if not given:
        return SecretRef(place="ask", name="")
    if not given.startswith("@"):
        return pocket.keep(given, "key")
    try:
        text = read_bytes(Path(given[1:]).expanduser()).decode("ascii", "replace")
    except (OSError, ValueError) as error:
        raise _unreadable(
            tr("The key file {path} can't be read.", path=given[1:]),
            getattr(error, "strerror", None) or given,
        ) from error
    return pocket.keep(text.strip(), "key")


def _components(command: Command) -> str:
    named = command.value("httpsig-headers").lower().split()
    if not named:
        has_query = any("?" in url for url in command.urls) or command.has("get", "url-query")
        return " ".join(f"@{name}" for name in _DERIVED if name != "query" or has_query)
    found = []
    for name in named:
        if name in _DERIVED:
            found.append(f"@{name}")
        elif name.endswith(":") and name != ":":
            found.append(name[:-1])
        else:
            raise _unreadable(tr("curl knows no component of that name to sign."), name)
    return " ".join(found)


def _unreadable(what: str, where: str) -> Unreadable:
    todo = tr("Correct the option and paste the command again.")
    return Unreadable(Problem(what=what, where=where, todo=todo))
