"""What a command sends, with all that belongs to it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from inspector.cli.inputs import STDIN, NotReadable, placed, read_input
from inspector.cli.messages import sentence
from inspector.compose.scope import Scope
from inspector.library.files import load
from inspector.library.inherit import Claim, environment_named, place_of, resolve
from inspector.library.shelf import FOLDER_HEAD, HEAD, Shelf
from inspector.model.collection import Collection, Folder, Problem
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.protocol.redaction import NOBODY_JUDGED, JudgedNames
from inspector.wording import tr


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A request, what its variables stand for, secrets read along with it, and remarks.

    keyring: whether references may have to be looked up in the vault. passphrase_file: what opens
    its file, if it is one; empty = ask. others: the other requests of its collection, among them
    perhaps one that fetches a token or logs in. claims: who says how it logs in, nearest first.
    commands: those that may be run for a credential, as argument lists.
    judged: names of headers that the user said are secret, or not. trusted_hosts: those
    that the user named as allowed to have the secrets.
    """

    request: Request
    scope: Scope = Scope()
    secrets: dict[SecretRef, str] = {}
    notes: tuple[str, ...] = ()
    keyring: bool = False
    passphrase_file: str = ""
    others: tuple[Request, ...] = ()
    claims: tuple[Claim, ...] = ()
    commands: tuple[tuple[str, ...], ...] = ()
    judged: JudgedNames = NOBODY_JUDGED
    trusted_hosts: tuple[str, ...] = ()


def without_cookies(source: Source) -> Source:
    """Return it with a request that neither sends nor keeps cookies."""
    options = msgspec.structs.replace(source.request.options, use_cookies=False)
    request = msgspec.structs.replace(source.request, options=options)
    return msgspec.structs.replace(source, request=request)


# ---------------- Makes what `send` was given (a URL, a curl command, a request's file) ready to
def source_of(target: str | None, curl: str | None, environment: str) -> Source:
    """Return what to send; raises NotReadable."""
    if curl is not None and not environment:
        return _from_curl(curl)
    if target is None and not environment:
        raise NotReadable(
            Problem(
                what=tr("There is nothing to send."),
                todo=tr("Give a URL, the file of a saved request, or --curl with a command."),
            )
        )
    if target is not None and target.endswith(".toml") and "://" not in target:
        from inspector.cli.source import saved_source  # noqa: PLC0415 - tomlkit, only here

        return saved_source(Path(target), environment)
    if environment or target is None:
        raise NotReadable(_no_environment(environment))
    return Source(request=Request(url=target))


def _command_of(given: str) -> tuple[bytes, str]:
    """Return the command and where it stands: `-` and `@file` keep it out of lists of processes."""
    name = given if given == STDIN else given.removeprefix("@")
    if name == given != STDIN:
        return given.encode("utf-8", "surrogateescape"), "--curl"
    return read_input(name), f"--curl {given}"


def _from_curl(given: str) -> Source:
    from inspector.intake import Unreadable, read  # noqa: PLC0415 - only for curl

    command, where = _command_of(given)
    try:
        reading = read(command, where)
    except Unreadable as error:
        raise NotReadable(placed(error.problem, where)) from None
    if reading.request is None:
        raise NotReadable(
            Problem(
                what=tr("This is no curl command (it was read as {kind}).", kind=reading.kind),
                where=where,
                todo=tr("Give the whole command in quotes, starting with curl."),
            )
        )
    return Source(request=reading.request, secrets=reading.secrets, notes=reading.notes)


def _no_environment(name: str) -> Problem:
    return Problem(
        what=tr("The environment {name} was not found: only a collection has some.", name=name),
        where="--environment",
        todo=tr("Give the file of a saved request."),
    )


# ---------------- Reads a saved request's file with what its collection gives it: variables, head
def saved_source(path: Path, environment: str) -> Source:
    """Return the request of a file, ready to be sent; raises NotReadable."""
    file = path.absolute()
    if not file.is_file():
        raise NotReadable(_no_request(path, tr("There is no such file.")))
    top = next((folder for folder in file.parents if (folder / HEAD).is_file()), None)
    if top is None:
        return _alone(Shelf(file.parent.parent), file, environment)
    shelf = Shelf(top.parent)
    loaded = load(shelf, top)
    _refuse_damage(loaded.problems, file, top)
    _know(loaded.collection, environment)
    request = _find(loaded.collection, shelf.id_of(file))
    if request is None:
        raise NotReadable(_no_request(path, tr("This file holds no request.")))
    resolved = resolve(request, loaded.collection, place_of(request.id), environment)
    others = (
        resolve(other, loaded.collection, place_of(other.id), environment).request
        for other in _requests(loaded.collection)
        if other is not request
    )
    return Source(
        request=resolved.request,
        scope=msgspec.structs.replace(resolved.scope, place=str(top)),
        secrets=loaded.secrets,
        notes=tuple(sentence(problem) for problem in loaded.problems),
        keyring=True,
        others=tuple(others),
        claims=resolved.claims,
    )


def _alone(shelf: Shelf, file: Path, environment: str) -> Source:
    """Read a file that lies in no collection."""
    read = shelf.read(file, Request)
    if read.record is None or read.problems:
        raise NotReadable(read.problems[0])
    _know(Collection(name=file.parent.name), environment)
    resolved = resolve(read.record)
    return Source(
        request=resolved.request,
        scope=msgspec.structs.replace(resolved.scope, place=str(file)),
        secrets=read.secrets,
        keyring=True,
        claims=resolved.claims,
    )


def _refuse_damage(problems: tuple[Problem, ...], file: Path, top: Path) -> None:
    """Refuse to send what was read only in part: it may lack its login.

    Damage in the file itself and in what it inherits from counts; other files' does not.
    """
    folders = [folder for folder in file.parents if folder.is_relative_to(top)]
    read = [file, *(folder / name for folder in folders for name in (HEAD, FOLDER_HEAD))]
    for problem in problems:
        if any(str(path) in problem.where for path in read):
            raise NotReadable(problem)


def _know(collection: Collection, environment: str) -> None:
    """Raise NotReadable for an environment that the collection does not have."""
    if not environment or environment_named(collection, environment) is not None:
        return
    known = ", ".join(one.name for one in collection.environments)
    raise NotReadable(
        Problem(
            what=tr("The environment {name} was not found.", name=environment),
            where=collection.name,
            todo=tr("Known environments: {names}.", names=known or tr("none")),
        )
    )


def _find(collection: Collection, wanted: str) -> Request | None:
    return next((each for each in _requests(collection) if each.id == wanted), None)


def _requests(collection: Collection) -> Iterator[Request]:
    waiting: list[Collection | Folder] = [collection]
    while waiting:
        folder = waiting.pop()
        yield from folder.requests
        waiting += folder.folders


def _no_request(path: Path, what: str) -> Problem:
    return Problem(what=what, where=str(path), todo=tr("Give the file of a saved request."))
