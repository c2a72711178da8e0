"""Keeps folders and files for their owner alone, also those that were made with more rights."""

import contextlib
import os
import stat
from pathlib import Path

_OTHERS = 0o077


def private_folder(folder: Path) -> None:
    """Make the folder where it is missing, and let only its owner in. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _only_owner(folder)


def private_file(path: Path) -> None:
    """Take the rights of others off a file that exists. Raises OSError."""
    if path.exists():
        _only_owner(path)


def _only_owner(path: Path) -> None:
    if os.name != "posix":
        return  # a user's folders on Windows are private by what they inherit
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OTHERS:
        with contextlib.suppress(PermissionError):  # it belongs to somebody else
            path.chmod(mode & ~_OTHERS)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this computer may read a file; on Windows that is not known."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return os.name == "posix" and bool(mode & (stat.S_IRGRP | stat.S_IROTH))
