"""Writes a file whole or not at all: beside it, flushed, then renamed over it."""

import contextlib
import errno
import os
import stat
from pathlib import Path

from inspector.disk.place import Place, Refused, ensure_nameable, ensure_plain, place
from inspector.disk.unfinished import begin, sweep_of
from inspector.model.collection import Problem
from inspector.wording import tr

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_file(
    path: Path, data: bytes, *, private: bool = False, within: Path | None = None
) -> Problem | None:
    """Replace the file by `data`; a failure leaves the old file as it was.

    Missing folders are made. An existing file keeps its mode; private: a new file is readable by
    its owner only. within: a folder of the user, below which no link is followed or replaced.
    Without it a link is followed, so that it stays a link, and a device is written to.
    Returns None when the file is on the disk, else what went wrong.
    """
    try:
        ensure_nameable(path)
        if within is None:
            target = path.resolve()
            if _is_device(target):
                target.write_bytes(data)
                return None
            within = target.parent
        else:
            target = path
        with place(within, target.parent, make=True) as folder:
            _replace(folder, target.name, data, private=private)
    except OSError as error:
        return write_problem(path, error)
    return None


def write_problem(path: Path, error: OSError) -> Problem:
    """Say in words why a file could not be written."""
    if isinstance(error, Refused):
        what = tr("{name} was not written: {reason}.", name=path.name, reason=error.strerror)
        todo = tr("Remove what stands there, then save again.")
    elif error.errno in _FULL:
        what = tr("There is no space left for {name}.", name=path.name)
        todo = tr("Free some space, then save again. The old file is unchanged.")
    elif error.errno in _READ_ONLY:
        what = tr("{name} may not be written there.", name=path.name)
        todo = tr("Allow writing in {folder}, or save elsewhere.", folder=path.parent)
    else:
        what = tr("{name} was not written: {reason}.", name=path.name, reason=error.strerror)
        todo = tr("Check the folder {folder}, then save again.", folder=path.parent)
    return Problem(what=what, where=str(path), todo=todo)


def _is_device(target: Path) -> bool:
    """Whether it is a terminal, pipe or other device: to be written to, never to be replaced."""
    return target.exists() and not target.is_file() and not target.is_dir()


def _mode(folder: Place, name: str, *, private: bool) -> int | None:
    try:
        found = folder.stat(name)
    except FileNotFoundError:
        return 0o600 if private else None
    ensure_plain(found, name)
    return stat.S_IMODE(found.st_mode)


def _replace(folder: Place, name: str, data: bytes, *, private: bool) -> None:
    mode = _mode(folder, name, private=private)
    sweep_of(folder, name)
    made, handle = begin(folder, name, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            if os.name != "nt":  # there a file that is open can't be renamed
                folder.replace(name, made)
        if os.name == "nt":
            folder.replace(name, made)
    except BaseException:
        with contextlib.suppress(OSError):
            folder.unlink(made)
        raise
    folder.flush()
