"""Reads a version of a collection: as it lies on the disk, or as Git has it."""

import tempfile
from pathlib import Path

from inspector.disk.atomic import write_file
from inspector.library.files import Loaded, load
from inspector.library.shelf import HEAD, Shelf
from inspector.library.versions.git import Tree, texts


def top_of(folder: Path) -> Path | None:
    """Return the collection that a folder is, or lies in."""
    folder = folder.absolute()
    return next((each for each in (folder, *folder.parents) if (each / HEAD).is_file()), None)


def on_disk(top: Path) -> Loaded:
    """Read a collection as it is."""
    return load(Shelf(top.parent), top)


def committed(tree: Tree) -> Loaded:
    """Read a collection as a version has it; nothing of it stays on the disk."""
    with tempfile.TemporaryDirectory() as place:
        top = Path(place).resolve() / tree.folder.name
        top.mkdir()
        for path, data in texts(tree).items():
            target = top / path
            if ".." not in Path(path).parts:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_file(target, data, private=True)
        return on_disk(top)
