"""Holds the lock of a file, so that processes change what lies beside it one after another."""

import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.004  # seconds between two tries, on average


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock until the block ends, against other processes and other threads.

    The file is made, stays empty and is never removed: a lock on a removed file keeps nobody out.
    The system frees the lock however the process ends. A second file beside it is the queue: the
    next holder waits in it, so that one who takes the lock again and again keeps nobody waiting.
    patience: seconds to wait. Raises TimeoutError after that, OSError where a file can't be opened.
    """
    until = time.monotonic() + patience
    with _opened(path) as lock:
        with _opened(path.with_name(f"{path.name}-queue")) as queue:
            _wait_for(queue, until)
            _wait_for(lock, until)  # closing the queue's file frees it
        yield


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open a file for its lock, which closing it frees."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def _wait_for(handle: int, until: float) -> None:
    nothing = threading.Event()
    while not _take(handle):
        if time.monotonic() >= until:
            raise TimeoutError
        # Not evenly: two that wait alike would meet each time.
        nothing.wait(random.uniform(_PAUSE / 2, 2 * _PAUSE))  # noqa: S311 - no secret


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
