"""Writes what a collection became to its file, or to a folder of its own."""

from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.export.collections.collection_export import WrittenCollection
from inspector.model.collection import Problem
from inspector.wording import tr


def save(written: WrittenCollection, path: Path) -> Problem | None:
    """Write the file and what belongs beside it, or a new folder; return what went wrong.

    A folder that holds anything is left alone: what is old in it would be read with what is new.
    """
    if not written.suffix and path.exists() and (not path.is_dir() or any(path.iterdir())):
        return Problem(
            what=tr("There is something in this place already, and nothing was written."),
            where=str(path),
            todo=tr("Name a new folder, or an empty one."),
        )
    for inside, text in written.files.items():
        problem = write_file(place_of(written, path, inside), _bytes(text), private=True)
        if problem is not None:
            return problem
    return None


def place_of(written: WrittenCollection, path: Path, inside: str) -> Path:
    """Return where one of the files goes; path: of the file or the folder that was named."""
    if not inside:
        return path
    return (path.parent if written.suffix else path) / inside


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
