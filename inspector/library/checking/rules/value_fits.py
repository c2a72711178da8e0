"""Each value of our own files is one that the program knows."""

import re
from collections.abc import Iterator
from pathlib import Path

from inspector.library import toml
from inspector.library.checking.gathering import CheckedFile, Part
from inspector.library.checking.remark import Remark
from inspector.library.records import CollectionFile, EnvironmentFile, FolderFile
from inspector.library.shelf import ENVIRONMENTS, FOLDER_HEAD, HEAD
from inspector.model.request import Request
from inspector.wording import tr

NAME = "value-fits"
SUMMARY = tr("A key or value is not known and is left out.")


def found(part: Part) -> Iterator[Remark]:
    """Yield what our own reader could not take; a secret in clear is another rule's."""
    for file in part.files if part.is_ours else ():
        if file.broken is None and file.inside.endswith(".toml"):
            yield from _unfit(file)


def _unfit(file: CheckedFile) -> Iterator[Remark]:
    read = toml.read(Path(file.path), file.text, _kind(file.inside))
    in_clear = {ref.name for ref in read.secrets}
    for problem in read.problems:
        where = re.match(r":(\d+):? ?(.*)", problem.where.removeprefix(str(Path(file.path))))
        if where and f"{Path(file.path)}:{where[2]}" in in_clear:
            continue
        line = int(where[1]) if where else 1
        yield Remark(
            file=file.path,
            line=line,
            rule=NAME,
            level="error",
            text=problem.what,
            todo=problem.todo,
        )


def _kind(inside: str) -> type[CollectionFile | FolderFile | EnvironmentFile | Request]:
    folder, _, name = inside.rpartition("/")
    if inside == HEAD:
        return CollectionFile
    if folder == ENVIRONMENTS:
        return EnvironmentFile
    return FolderFile if name == FOLDER_HEAD else Request
