"""Reads a saved request's file with what its collection gives it: variables, headers, login."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import sentence
from inspector.cli.source import Source
from inspector.compose.scope import Scope
from inspector.library.files import Loaded, load
from inspector.library.shelf import HEAD, Shelf
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.credential import InheritCredential, NoCredential
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.wording import tr

_replace = msgspec.structs.replace


def saved_source(path: Path, environment: str) -> Source:
    """Return the request of a file, ready to be sent; raises NotReadable."""
    file = path.absolute()
    if not file.is_file():
        raise NotReadable(
            Problem(
                what=tr("There is no such file."),
                where=str(path),
                todo=tr("Give the file of a saved request."),
            )
        )
    top = _collection_folder(file)
    shelf = Shelf((top or file.parent).parent)
    if top is None:
        return _alone(shelf, file, environment)
    loaded = load(shelf, top)
    wanted = shelf.id_of(file)
    for request, folders in _requests(loaded.collection):
        if request.id == wanted:
            return _source(loaded, request, folders, environment)
    raise NotReadable(_problem_of(loaded, path))


def _collection_folder(file: Path) -> Path | None:
    return next((folder for folder in file.parents if (folder / HEAD).is_file()), None)


def _alone(shelf: Shelf, file: Path, environment: str) -> Source:
    """Read a file that lies in no collection."""
    read = shelf.read(file, Request)
    if read.record is None:
        raise NotReadable(read.problems[0])
    collection = Collection(name=file.parent.name)
    loaded = Loaded(id="", collection=collection, problems=read.problems, secrets=read.secrets)
    return _source(loaded, read.record, (), environment)


def _source(
    loaded: Loaded, request: Request, folders: tuple[Folder, ...], environment: str
) -> Source:
    collection = loaded.collection
    values = {**collection.variables, **_environment(collection, environment).values}
    headers = [*collection.headers, *(row for folder in folders for row in folder.headers)]
    own = {row.name.lower() for row in request.headers if row.enabled}
    inherited = tuple(row for row in headers if row.name.lower() not in own)
    credential = request.credential
    if isinstance(credential, InheritCredential):
        given = [*(folder.credential for folder in reversed(folders)), collection.credential]
        credential = next(
            (one for one in given if not isinstance(one, InheritCredential)), NoCredential()
        )
    return Source(
        request=_replace(request, headers=inherited + request.headers, credential=credential),
        scope=Scope(
            variables={name: one for name, one in values.items() if isinstance(one, str)},
            secret_variables={
                name: one for name, one in values.items() if isinstance(one, SecretRef)
            },
            environment=environment,
        ),
        secrets=loaded.secrets,
        notes=tuple(sentence(problem) for problem in loaded.problems),
        keyring=True,
    )


def _environment(collection: Collection, name: str) -> Environment:
    if not name:
        return Environment(name="")
    for environment in collection.environments:
        if environment.name.lower() == name.lower():
            return environment
    known = ", ".join(environment.name for environment in collection.environments)
    raise NotReadable(
        Problem(
            what=tr("The environment {name} was not found.", name=name),
            where=collection.name,
            todo=tr("Known environments: {names}.", names=known or tr("none")),
        )
    )


def _requests(collection: Collection) -> Iterator[tuple[Request, tuple[Folder, ...]]]:
    """Yield every request with the folders it lies in, outermost first."""
    for request in collection.requests:
        yield request, ()
    waiting = [(folder, (folder,)) for folder in collection.folders]
    while waiting:
        folder, way = waiting.pop()
        for request in folder.requests:
            yield request, way
        waiting += [(inner, (*way, inner)) for inner in folder.folders]


def _problem_of(loaded: Loaded, path: Path) -> Problem:
    for problem in loaded.problems:
        if path.name in problem.where:
            return problem
    return Problem(
        what=tr("This file holds no request."),
        where=str(path),
        todo=tr("Give the file of a saved request."),
    )
