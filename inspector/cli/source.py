"""What a command sends, with all that belongs to it."""

import argparse
import shlex
from collections.abc import Iterable

import msgspec

from inspector.cli.inputs import NotReadable, read_attempt
from inspector.compose.scope import Scope
from inspector.library.inherit import Claim
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Failure
from inspector.model.request import HostProxy, Request
from inspector.model.secret import SecretRef
from inspector.protocol.redaction import NOBODY_JUDGED, JudgedNames
from inspector.protocol.urls import ANY, ProxyError, is_pattern, proxy_of
from inspector.wording import tr


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A request, what its variables stand for, secrets read along with it, and remarks.

    keyring: whether references may have to be looked up in the vault. passphrase_file: what opens
    its file, if it is one; empty = ask. others: the other requests of its collection, among them
    perhaps one that fetches a token or logs in. chosen: a saved one whose credential may be used
    here, at whatever host it is. claims: who says how it logs in, nearest first.
    commands: those that may be run for a credential, as argument lists.
    judged: names of headers that the user said are secret, or not. trusted_hosts: those
    that the user named as allowed to have the secrets. proxies: for which hosts one was named.
    earlier: what a recording holds that was sent before.
    """

    request: Request
    scope: Scope = Scope()
    secrets: dict[SecretRef, str] = {}
    notes: tuple[str, ...] = ()
    keyring: bool = False
    passphrase_file: str = ""
    others: tuple[Request, ...] = ()
    chosen: Request | None = None
    claims: tuple[Claim, ...] = ()
    commands: tuple[tuple[str, ...], ...] = ()
    judged: JudgedNames = NOBODY_JUDGED
    trusted_hosts: tuple[str, ...] = ()
    proxies: tuple[HostProxy, ...] = ()
    earlier: tuple[Attempt, ...] = ()


def recorded_before(names: Iterable[str]) -> tuple[Attempt, ...]:
    """Return what these recordings hold that was sent before; raises NotReadable."""
    from inspector.workbench.probing.earlier import recorded_sends  # noqa: PLC0415 - only where one is named

    return recorded_sends(map(read_attempt, names))


def without_cookies(source: Source) -> Source:
    """Return it with a request that neither sends nor keeps cookies."""
    options = msgspec.structs.replace(source.request.options, use_cookies=False)
    request = msgspec.structs.replace(source.request, options=options)
    return msgspec.structs.replace(source, request=request)


# ---------------- The commands that `send` may run for a credential
def add_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument(
        "--allow-command",
        action="append",
        default=[],
        metavar="'PROGRAM …'",
        help=tr("a command that may be run for the credential, exactly as it was shown"),
    )


def allowing(source: Source, commands: list[str]) -> Source:
    """Return the source with commands that may be run, each written as a terminal takes it."""
    try:
        lists = tuple(tuple(shlex.split(each)) for each in commands)
    except ValueError as error:
        what = tr("A command of --allow-command has a quote that does not end.")
        raise NotReadable(Problem(what=what, todo=tr("Copy it as it was shown."))) from error
    return msgspec.structs.replace(source, commands=lists)


# ---------------- The proxies that the command line names, for some hosts or for all
def add_proxies(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument(
        "--proxy",
        action="append",
        default=[],
        metavar="[HOST=]ADDRESS",
        help=tr(
            "the proxy for a host, for all below a domain (*.example.com=…) or, without a host, "
            "for all but this machine itself; “none” for a direct way"
        ),
    )


def named_proxies(options: argparse.Namespace) -> tuple[HostProxy, ...]:
    """Return the proxies that the command line names; raises NotReadable."""
    return tuple(_named(each) for each in options.proxy)


def _named(text: str) -> HostProxy:
    host, equals, address = text.partition("=")
    if not equals or not is_pattern(host):
        host, address = ANY, text
    if address not in {"none", "system"}:
        try:
            proxy_of(address)
        except ProxyError as error:
            raise NotReadable(Problem(what=str(error), where="--proxy")) from error
    return HostProxy(host=host, proxy=address)


def held_back(attempt: Attempt, failure: Failure) -> Problem:
    """Return what to do where a command was not run."""
    runs = attempt.request.credential.runs if attempt.request is not None else ()
    todo = tr(
        "If you know what it does, add --allow-command {command}.",
        command=shlex.quote(shlex.join(runs)),
    )
    return Problem(what=failure.message, todo=todo)
