"""Reads a file of text and says in words, with line, why one can't be read."""

from pathlib import Path

from inspector.model.collection import Problem
from inspector.wording import tr

LARGEST = 64 * 1024 * 1024


class Unread(Exception):  # noqa: N818 - it carries a Problem, not an error of the program
    """A file was not read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def read_text(path: Path, *, largest: int = LARGEST) -> str:
    """Return the text of a UTF-8 file (a byte order mark is dropped, line ends are kept).

    Raises Unread for a missing, unreadable, too large (`largest` bytes) or non-UTF-8 file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise Unread(read_problem(path, error)) from error
    if len(data) > largest:
        what = tr("{name} is larger than {size} MB.", name=path.name, size=largest // 1024**2)
        todo = tr("Check that it is the file you meant.")
        raise Unread(Problem(what=what, where=str(path), todo=todo))
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
    if isinstance(error, FileNotFoundError):
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
