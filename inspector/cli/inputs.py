"""Reads what was named on the command line, `-` being standard input, as an attempt."""

import sys
from pathlib import Path

from inspector.cli.messages import complain
from inspector.disk.reading import LARGEST_GIVEN, read_bytes, read_stream
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.wording import tr

STDIN = "-"


class NotReadable(Exception):  # noqa: N818 - it names what the input is
    """An input that gives no attempt; `problem` says what, where and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def read_input(name: str) -> bytes:
    """Return the bytes of a file or of standard input; raises NotReadable."""
    try:
        if name == STDIN:
            return read_stream(sys.stdin.buffer, name, largest=LARGEST_GIVEN)
        return read_bytes(Path(name), largest=LARGEST_GIVEN, pipes=True)
    except (OSError, ValueError, MemoryError) as error:
        raise NotReadable(_unopened(name, error)) from None


def read_attempt(name: str) -> Attempt:
    """Return what a file recorded; raises NotReadable."""
    from inspector.intake import Unreadable, read, title_of  # noqa: PLC0415 - the help needs no readers

    data = read_input(name)
    try:
        reading = read(data, name)
    except Unreadable as error:
        raise NotReadable(placed(error.problem, name)) from None
    if reading.collection is not None:
        raise NotReadable(_many_requests(name))
    if reading.request is not None:
        raise NotReadable(_nothing_answered(name))
    if reading.attempt is None:
        raise NotReadable(_nothing_happened(name, title_of(reading.kind)))
    for note in reading.notes:
        complain(tr("{name}: {note}", name=name, note=note))
    return reading.attempt


def _unopened(name: str, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(
        what=tr("The file could not be read: {reason}.", reason=reason or type(error).__name__),
        where=name,
        todo=tr("Check the name and the rights of the file."),
    )


def placed(problem: Problem, name: str) -> Problem:
    """Return the problem with the name of the input in its place."""
    if not problem.where:
        return Problem(what=problem.what, where=name, todo=problem.todo)
    if name in problem.where:
        return problem
    where = tr("{name}: {place}", name=name, place=problem.where)
    return Problem(what=problem.what, where=where, todo=problem.todo)


def _many_requests(name: str) -> Problem:
    return Problem(
        what=tr("This holds requests, and nothing of what was answered."),
        where=name,
        todo=tr("Take it in with request-inspector import, and send its requests."),
    )


def _nothing_answered(name: str) -> Problem:
    return Problem(
        what=tr("This holds a request or a command, and no status line of an answer."),
        where=name,
        todo=tr("Run the command once more with -v and give all that it prints."),
    )


def _nothing_happened(name: str, kind: str) -> Problem:
    return Problem(
        what=tr("This is no recorded exchange (it was read as {kind}).", kind=kind),
        where=name,
        todo=tr("Give a HAR file, a raw HTTP reply, the output of curl -v, or a saved attempt."),
    )
