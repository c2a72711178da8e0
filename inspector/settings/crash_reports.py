"""What a crash of the process leaves for the next start: where each thread was, and no value.

faulthandler writes it while the process dies: names of files and functions, and line numbers.
Reading takes the folders off the names, which tell of the user, and masks what is left.
"""

import contextlib
import faulthandler
import os
import platform
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from inspector import __version__
from inspector.disk.reading import open_file
from inspector.wording.dates import utc_stamp

_NAME = "crash-{pid}-{time}.txt"
_PATTERN = re.compile(r"crash-(\d+)-(\d+)\.txt")
_KEPT, _LARGEST = 5, 64 * 1024  # reports; bytes of one
_FILE = re.compile(r'File "([^"\n]*)", line')
_SOURCE = re.compile(r"(?:.*[/\\])?(?:site-packages[/\\](.+)|(python3[^/\\]*|inspector)([/\\].+))")


class CrashWatch:
    """From its making until it is closed a crash of this process leaves a report."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path, self._file = path, file
        faulthandler.enable(file)

    def close(self) -> None:
        """End without a crash: nothing is left."""
        faulthandler.disable()
        self._file.close()
        _remove(self._path)


def watch_for_crashes(folder: Path) -> CrashWatch | None:
    """Begin to watch; None where the folder can't be written (the program works without).

    The file is there from the start, since a process that dies can only write into an open one.
    """
    path = folder / _NAME.format(pid=os.getpid(), time=time.time_ns())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        only_mine = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        file = os.fdopen(only_mine, "wb", buffering=0)
        file.write(_head().encode())
    except OSError:
        return None
    return CrashWatch(path, file)


def crash_reports(folder: Path) -> tuple[Path, ...]:
    """Return what crashes left, oldest first; reads the disk."""
    return tuple(path for path in _files(folder) if _is_report(path))


def crash_text(reports: Iterable[Path], known: Iterable[str] = ()) -> str:
    """Return the reports as one text, without folders and secrets; reads the disk."""
    return "\n".join(_text(path, tuple(known)) for path in reports)


def remove_reports(reports: Iterable[Path]) -> None:
    """Remove reports that were shown."""
    for path in reports:
        _remove(path)


def plain_text(text: str, home: str) -> str:
    """Take the folders off the names of files, and the user's own folder off all else."""
    named = _FILE.sub(lambda found: f'File "{_plain_path(found[1])}", line', text)
    return named.replace(home, "~") if len(home) > 1 else named


def _plain_path(path: str) -> str:
    """Return the part of a path that tells which source it is."""
    found = _SOURCE.fullmatch(path)
    if found is None:
        return re.split(r"[/\\]", path)[-1]
    return (found[1] or found[2] + found[3]).replace("\\", "/")


def _text(path: Path, known: tuple[str, ...]) -> str:
    from inspector.protocol.dates import utc  # noqa: PLC0415 - rarely needed
    from inspector.protocol.redaction import masked_text  # noqa: PLC0415 - rarely needed

    with open_file(path) as file:
        text = file.read(_LARGEST).decode("utf-8", "replace")
    when = utc(path.stat().st_mtime)
    plain = masked_text(plain_text(text, str(Path.home())), known)
    return f"{utc_stamp(when)}, {plain.rstrip()}\n"


def _head() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"Request Inspector {__version__}, Python {platform.python_version()}, {system}\n"


def _is_report(path: Path) -> bool:
    """Whether there is more in a file than its head."""
    try:
        with open_file(path) as file:
            return bool(file.read(_LARGEST).partition(b"\n")[2].strip())
    except OSError:  # another start has removed it
        return False


def _files(folder: Path) -> list[Path]:
    """Return reports and what may become one, in the order in which the processes began."""
    try:
        named = [(_PATTERN.fullmatch(path.name), path) for path in folder.iterdir()]
    except OSError:
        return []
    return [path for _, path in sorted((int(found[2]), path) for found, path in named if found)]


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # Windows: a process still has it open
        path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what processes left that were ended from outside, and all but the newest reports."""
    reports = crash_reports(folder)
    for path in (*reports[:-_KEPT], *set(_files(folder)).difference(reports)):
        found = _PATTERN.fullmatch(path.name)
        if path in reports or (found and not _runs(int(found[1]))):
            _remove(path)


def _runs(pid: int) -> bool:
    """Whether a process may still run; Windows keeps an open file from being removed itself."""
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
