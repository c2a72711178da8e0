"""Reads the files and folders that other programs keep collections in; on a worker thread."""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inspector.disk.reading import LARGEST_GIVEN, read_bytes

if TYPE_CHECKING:
    from inspector.intake.results import Reading
    from inspector.vault.vault import Vault

_UNNAMED = frozenset({"http-file", "curl"})  # kinds of collections that have no name of their own


def with_name(reading: "Reading", name: str) -> "Reading":
    """Return what was read, a collection without a name called as its file is."""
    if reading.collection is None or reading.kind not in _UNNAMED or not Path(name).stem:
        return reading
    named = msgspec.structs.replace(reading.collection, name=Path(name).stem)
    return msgspec.structs.replace(reading, collection=named)


def read_collection_folder(path: Path, vault: "Vault") -> "tuple[Reading, int]":
    """Return the collection of a folder, and its size; raises OSError for any other folder."""
    from inspector.disk.tree import read_tree  # noqa: PLC0415 - few open a folder
    from inspector.intake import (  # noqa: PLC0415 - the readers load at the first use
        IN_FOLDERS,
        Unreadable,
        read_folder,
    )

    files = read_tree(path, IN_FOLDERS)
    try:
        reading = read_folder(files, path.name)
    except Unreadable:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
    vault.hold(reading.secrets)
    return reading, sum(map(len, files.values()))


def read_again(path: Path, vault: "Vault") -> "tuple[Reading, int] | None":
    """Return the collection of a file or folder; None where it is gone or holds something else."""
    from inspector.intake import Unreadable, read  # noqa: PLC0415 - the readers load at the first use

    try:
        if path.is_dir():
            return read_collection_folder(path, vault)
        data = read_bytes(path, largest=LARGEST_GIVEN)
        reading = with_name(read(data, path.name), path.name)
    except (OSError, ValueError, Unreadable):
        return None
    vault.hold(reading.secrets)
    return (reading, len(data)) if reading.collection is not None else None
