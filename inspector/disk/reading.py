"""Reads files, as the only part that does, and says in words, with line, why one can't be read.

Only regular files are read, up to a size: a pipe may never end, a device never does. Whatever may
come from elsewhere (a collection, which can be a clone) is read `within` a folder, below which no
link is followed.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from inspector.disk.place import PLAINLY, Place, Refused, ensure_nameable, ensure_plain, place
from inspector.model.collection import Problem
from inspector.wording import tr

LARGEST = 64 * 1024 * 1024
LARGEST_GIVEN = 256 * 1024 * 1024  # bytes of a file that the user opens or names
_FOLLOWING = PLAINLY & ~getattr(os, "O_NOFOLLOW", 0)
_PIECE = 1024 * 1024


class Unread(Exception):  # noqa: N818 - it carries a Problem, not an error of the program
    """A file was not read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def open_file(path: Path, *, within: Path | Place | None = None, pipes: bool = False) -> BinaryIO:
    """Open a regular file for reading.

    within: a folder of the user, below which no link is followed; without it links are. A place:
    the file's own folder, reached so and held open.
    pipes: open pipes and devices, too; for what somebody names on the command line.
    Raises OSError: Refused for a link, pipe or device.
    """
    ensure_nameable(path)
    if within is not None:
        return _open_within(path, within)
    if not pipes:
        ensure_plain(path.stat(), path.name)  # before it is opened: opening alone may do harm
    handle = os.open(path, os.O_RDONLY | (0 if pipes else _FOLLOWING))
    return _opened(handle, path.name, pipes=pipes)


def _open_within(path: Path, within: Path | Place) -> BinaryIO:
    if isinstance(within, Place):
        ensure_plain(within.stat(path.name), path.name)
        return _opened(within.open(path.name, os.O_RDONLY), path.name)
    with place(within, path.parent) as folder:
        return _open_within(path, folder)


def _opened(handle: int, name: str, *, pipes: bool = False) -> BinaryIO:
    """Take the descriptor; what is open may be another file than the one that was looked at."""
    try:
        found = os.fstat(handle)
        if not pipes or stat.S_ISDIR(found.st_mode):
            ensure_plain(found, name)
        return os.fdopen(handle, "rb", 64 * 1024)
    except BaseException:
        os.close(handle)
        raise


def read_bytes(
    path: Path, *, largest: int = LARGEST, within: Path | Place | None = None, pipes: bool = False
) -> bytes:
    """Return the bytes of a file. Raises OSError as `open_file`, also where it is too large."""
    with open_file(path, within=within, pipes=pipes) as file:
        if stat.S_ISREG((found := os.fstat(file.fileno())).st_mode) and found.st_size > largest:
            raise _too_large(path.name, largest)
        return read_stream(file, path.name, largest=largest)


def read_stream(stream: BinaryIO, name: str, *, largest: int = LARGEST) -> bytes:
    """Return what a stream holds to its end. Raises Refused beyond that many bytes."""
    parts = []
    left = largest
    while part := stream.read(min(_PIECE, left + 1)):
        left -= len(part)
        if left < 0:
            raise _too_large(name, largest)
        parts.append(part)
    return b"".join(parts)


def read_end(path: Path, most: int) -> tuple[bytes, bool]:
    """Return the last bytes of a file, and whether there are more before. Raises OSError."""
    with open_file(path) as file:
        start = max(0, file.seek(0, os.SEEK_END) - most)
        file.seek(start)
        return file.read(most), start > 0


def ensure_readable(path: Path) -> None:
    """Raise OSError for what a library that reads by path should not be given."""
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise _too_large(path.name, LARGEST)


def read_text(path: Path, *, largest: int = LARGEST, within: Path | None = None) -> str:
    """Return the text of a UTF-8 file (a byte order mark is dropped, line ends are kept).

    Raises Unread for a missing, unreadable, too large (`largest` bytes) or non-UTF-8 file.
    """
    try:
        data = read_bytes(path, largest=largest, within=within)
    except OSError as error:
        raise Unread(read_problem(path, error)) from error
    return decode(path, data)


def decode(path: Path, data: bytes) -> str:
    """Return the bytes of that file as text. Raises Unread where they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = tr("Byte {offset} of {name} is not UTF-8.", offset=error.start, name=path.name)
        todo = tr("Save the file as UTF-8.")
        raise Unread(Problem(what=what, where=f"{path}:{line}", todo=todo)) from error


def read_problem(path: Path, error: OSError) -> Problem:
    """Say in words why a file could not be read."""
    if isinstance(error, Refused):
        what, todo = _refused(path.name, error)
    elif isinstance(error, FileNotFoundError):
        what = tr("There is no file {name}.", name=path.name)
        todo = tr("Check the path.")
    elif isinstance(error, PermissionError):
        what = tr("{name} may not be read.", name=path.name)
        todo = tr("Allow reading it for your user.")
    elif isinstance(error, IsADirectoryError):
        what = tr("{name} is a folder.", name=path.name)
        todo = tr("Name a file in it.")
    else:
        what = tr("{name} was not read: {reason}.", name=path.name, reason=error.strerror)
        todo = tr("Check the disk, then try again.")
    return Problem(what=what, where=str(path), todo=todo)


def _refused(name: str, error: Refused) -> tuple[str, str]:
    what = tr("{name} was not read: {reason}.", name=name, reason=error.strerror)
    todos = {
        "link": tr("Put the file itself there if you trust what it says."),
        "special": tr("Put what it holds into a file, and use that."),
        "large": tr("Check that it is the file you meant."),
    }
    return what, todos[error.kind]


def _too_large(name: str, largest: int) -> Refused:
    reason = tr("it is larger than {size} MB", size=largest // 1024**2)
    return Refused("large", errno.EFBIG, reason, name)
