"""The arguments of `send --fix`: which fix, what it may do, and the values that it needs."""

import argparse
import getpass
import os
import sys
from pathlib import Path

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.disk.reading import read_bytes
from inspector.model.collection import Problem
from inspector.model.secret import Secret
from inspector.wording import tr
from inspector.workbench.applying.fix_context import Given

FIRST = ""
_LONGEST = 1024 * 1024  # bytes of a secret


class FixOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Which fix is wanted: its id, empty for the first; the new hosts that are agreed to."""

    id: str = FIRST
    hosts: frozenset[str] = frozenset()
    given: Given = Given()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group(tr("fixing"))
    group.add_argument(
        "--fix",
        nargs="?",
        const=FIRST,
        metavar="ID",
        help=tr("apply the first fix, or the one named, send again and say what came of it"),
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


def order_of(options: argparse.Namespace) -> FixOrder | None:
    """Return what was asked for, None without --fix; raises NotReadable for an unread secret."""
    if options.fix is None:
        return None
    pairs = (text.partition("=") for text in options.set)
    given = Given(
        user=options.user,
        secret=Secret(_secret(options.secret)),
        variables={name: value for name, _, value in pairs},
    )
    hosts = frozenset(host.lower() for host in options.allow_host)
    return FixOrder(id=options.fix, hosts=hosts, given=given)


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
