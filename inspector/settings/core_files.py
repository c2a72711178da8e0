"""Keeps the memory of the process, and the secrets in it, out of core files."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4  # prctl(2)


def forbid_core_files() -> None:
    """Let no crash write this process's memory to disk; its children can't either.

    The limit counts wherever there is one. On Linux the process is marked as not dumpable besides:
    a core file that is piped to a program of the system knows no limit, and other programs of the
    user can't read the memory of such a process. Nothing happens where the system has neither.
    """
    _limit()
    if sys.platform == "linux":
        _hide()


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hide() -> None:
    """Mark the process; a C library without prctl leaves it at the limit."""
    mark = getattr(ctypes.CDLL(None), "prctl", None)
    if mark is not None:
        mark(_PR_SET_DUMPABLE, *(ctypes.c_ulong(0),) * 4)
