"""The files that a save writes before they get their name, and sweeping those of killed saves.

A save holds a lock on its file (flock) until it is done or its process is gone, so that only what
nobody writes any more is swept. Windows itself refuses to remove what another program has open.
"""

import contextlib
import os
import re
import secrets
import stat
import sys
from pathlib import Path

from inspector.disk.place import Place, place

if sys.platform != "win32":
    import fcntl

_NAME = re.compile(r"\..{1,100}\.[0-9a-f]{12}\.tmp", re.DOTALL)
_LONGEST = 100  # bytes
DEEPEST = 30


def begin(folder: Place, name: str, mode: int) -> tuple[str, int]:
    """Make the file that a save of `name` writes; return its name and descriptor, locked."""
    while True:
        made = f".{_beginning(name)}.{secrets.token_hex(6)}.tmp"
        handle = folder.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        _lock(handle, wait=True)
        if sys.platform == "win32" or os.fstat(handle).st_nlink:
            return made, handle
        os.close(handle)  # it was swept before it was locked


def sweep(folder: Path, *, deep: bool = False) -> int:
    """Remove what killed saves left in a folder (deep: below it, too); return how many files.

    Hidden folders are left alone, and links are not followed; what can't be removed stays.
    """
    gone = 0
    folders = [(folder, 0)]
    while folders:
        here, depth = folders.pop()
        with contextlib.suppress(OSError), place(folder, here) as held:
            for name in held.names():
                gone += _sweep_one(held, name)
                below = deep and depth < DEEPEST and not name.startswith(".")
                if below and _is_folder(held, name):
                    folders.append((here / name, depth + 1))
    return gone


def sweep_of(folder: Place, name: str) -> None:
    """Remove what killed saves of one file left."""
    start = f".{_beginning(name)}."
    with contextlib.suppress(OSError):
        for found in folder.names():
            if found.startswith(start):
                _sweep_one(folder, found)


def _beginning(name: str) -> str:
    """Return as much of a name as leaves room: names are limited in bytes, not characters."""
    return os.fsencode(name)[:_LONGEST].decode("utf-8", "ignore")


def _sweep_one(folder: Place, name: str) -> bool:
    if not _NAME.fullmatch(name):
        return False
    with contextlib.suppress(OSError):
        return stat.S_ISREG(folder.stat(name).st_mode) and _removed(folder, name)
    return False


def _removed(folder: Place, name: str) -> bool:
    handle = folder.open(name, os.O_RDONLY)
    try:
        if not _lock(handle, wait=False):
            return False
        if sys.platform != "win32":
            folder.unlink(name)
    finally:
        os.close(handle)
    if sys.platform == "win32":  # only now: what anybody has open can't be removed there
        folder.unlink(name)
    return True


def _lock(handle: int, *, wait: bool) -> bool:
    """Lock an open file; False where another has it, or no lock can be had."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def _is_folder(folder: Place, name: str) -> bool:
    try:
        return stat.S_ISDIR(folder.stat(name).st_mode)
    except OSError:
        return False
