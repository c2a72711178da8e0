"""Reads a passphrase without showing it: typed at the terminal, or from a file or descriptor.

It is never an argument or a variable, as both are listed to other programs.
"""

import argparse
import getpass
import sys
import warnings
from pathlib import Path
from typing import IO

from inspector.cli.inputs import STDIN, NotReadable
from inspector.disk.reading import open_file
from inspector.model.collection import Problem
from inspector.wording import tr

OPTION = "--passphrase-file"
_DESCRIPTOR = "fd:"
_LONGEST = 64 * 1024  # bytes of the line


def add_argument(
    parser: argparse.ArgumentParser, option: str = OPTION, what: str | None = None
) -> None:
    """Declare the option that names where the passphrase stands."""
    parser.add_argument(
        option,
        default="",
        metavar="FILE",
        help=what
        or tr("read the vault file's passphrase from its first line; - = stdin, fd:3 = descriptor"),
    )


def read_passphrase(source: str, prompt: str, *, twice: bool = False) -> str:
    """Return the first line of that file, or ask for it; raises NotReadable.

    source: a file, `-`, `fd:` and a number, or empty: it is typed at the terminal, unseen.
    twice: a new one, which is asked for again, as nobody sees a slip.
    """
    if source:
        return _line_of(source)
    words = _typed(prompt)
    if twice and _typed(tr("The same passphrase again: ")) != words:
        what = tr("The two passphrases are not the same.")
        raise NotReadable(Problem(what=what, todo=tr("Try again.")))
    return words


def _typed(prompt: str) -> str:
    with warnings.catch_warnings():
        # Without a terminal that hides what is typed, getpass would show it and only warn.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError, OSError):
            raise NotReadable(
                Problem(
                    what=tr("There is no terminal to type the passphrase in."),
                    todo=tr("Give {option}; - reads standard input.", option=OPTION),
                )
            ) from None


def _line_of(source: str) -> str:
    try:
        if source == STDIN:
            return _line(sys.stdin.buffer)
        with open_file(_path_of(source), pipes=True) as file:
            return _line(file)
    except (OSError, ValueError, OverflowError):
        raise NotReadable(
            Problem(
                what=tr("The passphrase could not be read."),
                where=source,
                todo=tr("Give a file that holds it as UTF-8 in its first line."),
            )
        ) from None


def _path_of(source: str) -> Path:
    if source.startswith(_DESCRIPTOR):
        return Path("/dev/fd", str(int(source.removeprefix(_DESCRIPTOR))))
    return Path(source)


def _line(file: IO[bytes]) -> str:
    """Return a line without its end; a second call returns the next one of the same stream."""
    line = file.readline(_LONGEST)
    return line.decode("utf-8").rstrip("\r\n")
