"""Reads a saved request's file with what its collection gives it: variables, headers, login."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import sentence
from inspector.cli.source import Source
from inspector.library.files import load
from inspector.library.inherit import environment_named, place_of, resolve
from inspector.library.shelf import FOLDER_HEAD, HEAD, Shelf
from inspector.model.collection import Collection, Folder, Problem
from inspector.model.request import Request
from inspector.wording import tr


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
    known_environment(loaded.collection, environment)
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
    known_environment(Collection(name=file.parent.name), environment)
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


def known_environment(collection: Collection, environment: str) -> None:
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
