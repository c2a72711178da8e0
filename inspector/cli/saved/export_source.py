"""The collection that `export` writes: one of ours, or one of another program's."""

from pathlib import Path

import msgspec

from inspector.cli.importing import read_source
from inspector.library.files import load
from inspector.library.shelf import HEAD, Shelf
from inspector.model.collection import Collection, Problem
from inspector.model.secret import SecretRef


class ExportSource(msgspec.Struct, frozen=True, kw_only=True):
    """What is written. secrets: values that stood in clear. problems: what can't be read."""

    collection: Collection
    secrets: dict[SecretRef, str] = {}
    problems: tuple[Problem, ...] = ()


def export_source(name: str) -> ExportSource:
    """Return the collection of a folder or a file; raises NotReadable."""
    folder = Path(name).absolute()
    if (folder / HEAD).is_file():
        loaded = load(Shelf(folder.parent), folder)
        return ExportSource(
            collection=loaded.collection, secrets=loaded.secrets, problems=loaded.problems
        )
    coming = read_source(name)
    lost = tuple(Problem(what=each.what, where=each.where) for each in coming.lost)
    return ExportSource(collection=coming.collection, secrets=coming.secrets, problems=lost)
