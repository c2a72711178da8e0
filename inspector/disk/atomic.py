"""Writes a file whole or not at all: beside it, flushed, then renamed over it."""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from inspector.model.collection import Problem
from inspector.wording import tr

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_file(path: Path, data: bytes, *, private: bool = False) -> Problem | None:
    """Replace the file by `data`; a failure leaves the old file as it was.

    Missing folders are made. A link is followed, so that it stays a link. An existing file keeps
    its mode, a device is written to; private: a new file is readable by its owner only.
    Returns None when the file is on the disk, else what went wrong.
    """
    try:
        target = path.resolve()
        if _is_device(target):
            target.write_bytes(data)
            return None
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data, _mode(target, private=private))
    except OSError as error:
        return write_problem(path, error)
    return None


def write_problem(path: Path, error: OSError) -> Problem:
    """Say in words why a file could not be written."""
    if error.errno in _FULL:
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


def _mode(target: Path, *, private: bool) -> int | None:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return 0o600 if private else None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
    made_with = 0o666 if mode is None else 0o600
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, made_with)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last through a power cut; some systems can't, which is no failure."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
