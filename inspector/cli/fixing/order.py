"""The arguments of `send --fix`: which fix, what it may do, and the values that it needs."""

import argparse
import getpass
import os
import sys
from pathlib import Path

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.source import Source
from inspector.disk.reading import read_bytes
from inspector.model.collection import Problem
from inspector.model.secret import Secret
from inspector.wording import tr
from inspector.workbench.applying.fix_context import Given

FIRST = ""
_LONGEST = 1024 * 1024  # bytes of a secret


# What an option of its own gives, by the paths of the fields that ask for it.
_PLAIN = {
    "address": ("url",),
    "certificate": ("options.client_certificate",),
    "key": ("options.client_key",),
    "authority": ("options.ca_file",),
    "scope": ("token-request.scope", "credential.scope", "body.scope"),
}
_FILES = ("certificate", "key", "authority")


class FixOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Which fix is wanted: its id, empty for the first that can be carried out with what is given.

    hosts: the new hosts that are agreed to. saved: the request whose credential is to be used.
    """

    id: str = FIRST
    hosts: frozenset[str] = frozenset()
    saved: str = ""
    given: Given = Given()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group(tr("fixing"))
    group.add_argument(
        "--fix",
        nargs="?",
        const=FIRST,
        metavar="ID",
        help=tr(
            "apply the first fix, or the one named, send again and say what came of it; without a "
            "name the next fix follows where another cause shows"
        ),
    )
    group.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help=tr(
            "a host that may have the credential, or a body with a secret, although it has not "
            "had it so far: for a fix, and without --fix for redirects"
        ),
    )
    group.add_argument("--user", default="", metavar="NAME", help=tr("the user name for a fix"))
    group.add_argument(
        "--secret",
        default="",
        metavar="WHERE",
        help=tr("the password, token or key for a fix: - (standard input), env:NAME or file:PATH"),
    )
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=tr("the value of a variable for a fix"),
    )
    _add_fields(group)


def _add_fields(group: "argparse._ArgumentGroup") -> None:
    """Declare what is entered beside user and secret."""
    group.add_argument(
        "--address", default="", metavar="URL", help=tr("the corrected address for a fix")
    )
    group.add_argument(
        "--certificate",
        default="",
        metavar="FILE",
        help=tr("the client certificate for a fix (PEM)"),
    )
    group.add_argument(
        "--key",
        default="",
        metavar="FILE",
        help=tr("the key of the client certificate, where it lies in a file of its own"),
    )
    group.add_argument(
        "--authority",
        default="",
        metavar="FILE",
        help=tr("the certificate authority to trust, for a fix (PEM)"),
    )
    group.add_argument(
        "--scope", default="", metavar="SCOPE", help=tr("the scope to ask for, for a fix")
    )
    group.add_argument(
        "--saved",
        default="",
        metavar="NAME|REQUEST.toml",
        help=tr("the saved request whose credential is used for a fix"),
    )
    group.add_argument(
        "--enter",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=tr("any other field that a fix asks for, as the fix names it; never a secret"),
    )


def order_of(options: argparse.Namespace) -> FixOrder | None:
    """Return what was asked for, None without --fix; raises NotReadable for an unread secret."""
    if options.fix is None:
        return None
    pairs = (text.partition("=") for text in options.set)
    given = Given(
        user=options.user,
        secret=Secret(_secret(options.secret)),
        fields=_fields(options),
        variables={name: value for name, _, value in pairs},
    )
    hosts = frozenset(host.lower() for host in options.allow_host)
    return FixOrder(id=options.fix, hosts=hosts, saved=options.saved, given=given)


def _fields(options: argparse.Namespace) -> dict[str, str]:
    """Return what was given by the path of its field."""
    given = {name: str(getattr(options, name)) for name in _PLAIN}
    for name in _FILES:
        if given[name] and not Path(given[name]).expanduser().is_file():
            what = tr("There is no such file.")
            raise NotReadable(Problem(what=what, where=f"--{name}", todo=tr("Give a PEM file.")))
    found = {path: given[name] for name, paths in _PLAIN.items() for path in paths if given[name]}
    pairs = (text.partition("=") for text in options.enter)
    return {**found, **{name: value for name, _, value in pairs}}


def _secret(where: str) -> str:
    """Read the secret: it never stands on the command line, where every user could see it."""
    kind, _, name = where.partition(":")
    try:
        if where == "-":
            return _typed()
        if kind == "file" and name:
            return _read(Path(name).expanduser()).rstrip("\r\n")
    except (OSError, UnicodeDecodeError, EOFError):
        raise NotReadable(_unread(where)) from None
    if kind == "env" and name:
        if name not in os.environ:
            raise NotReadable(_unread(where))
        return os.environ[name]
    if where:
        raise NotReadable(_unread(kind))
    return ""


def _read(path: Path) -> str:
    return read_bytes(path, largest=_LONGEST, pipes=True).decode("utf-8")


def _typed() -> str:
    if sys.stdin.isatty():
        return getpass.getpass(tr("Password, token or key: "))
    return sys.stdin.readline().rstrip("\r\n")


def _unread(where: str) -> Problem:
    shown = where if where.startswith(("env:", "file:")) or where == "-" else "--secret"
    return Problem(
        what=tr("The secret could not be read."),
        where=shown,
        todo=tr("Say where it is: - (standard input), env:NAME or file:PATH."),
    )


def with_saved(source: Source, order: FixOrder) -> tuple[Source, FixOrder]:
    """Return both with the file of a saved request read, and named; raises NotReadable."""
    if not order.saved.endswith(".toml"):
        return source, order
    from inspector.cli.saved.saved_request import saved_source  # noqa: PLC0415 - tomlkit, only here

    read = saved_source(Path(order.saved), "")
    name = read.request.name or Path(order.saved).stem
    merged = msgspec.structs.replace(
        source,
        secrets={**source.secrets, **read.secrets},
        keyring=True,
        chosen=msgspec.structs.replace(read.request, name=name),
    )
    return merged, msgspec.structs.replace(order, saved=name)
