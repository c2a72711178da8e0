"""Reads logs: finds out their format, counts them, large ones in two processes."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from inspector.disk.reading import open_file
from inspector.logs.format import (
    LONGEST_KEPT,
    Format,
    Kept,
    Read,
    all_formats,
    format_named,
    recognise,
)
from inspector.logs.matching import Match, Matches
from inspector.logs.parts import Part, environment, order_bytes
from inspector.logs.scan import WHOLE, Scan, Wanted
from inspector.logs.source import STDIN, Log
from inspector.logs.subjects import Subject
from inspector.logs.tally import Tally
from inspector.model.collection import Problem
from inspector.wording import tr

# ---------------- Looks back in a log for the last success of a client before it was refused
_STEP = 1024 * 1024
_FARTHEST = 64 * _STEP
_OVERLAP = 16 * 1024
_SUCCESS = range(200, 400)
_TRIES = 50


def look_back(name: str, read: Read, client: str, subject: Subject) -> None:
    """Find the last success of this client before its first refusal; up to 64 MB back."""
    first = subject.evidence[0] if subject.evidence else None
    if first is None or first.place <= 0 or not client:
        return
    with open_file(Path(name)) as file:
        subject.before = _search(file, read, client, first)


def _search(file: BinaryIO, read: Read, client: str, first: Kept) -> Kept | None:
    end, tries = first.place, _TRIES
    least = max(0, first.place - _FARTHEST)
    while end > least and tries > 0:
        start = max(least, end - _STEP)
        file.seek(start)
        data = file.read(end - start)
        place = len(data)
        while tries > 0 and (place := data.rfind(client.encode(), 0, place)) >= 0:
            begin = data.rfind(b"\n", 0, place) + 1
            stop = data.find(b"\n", place)
            text = data[begin : stop if stop >= 0 else len(data)]
            line = read(text.rstrip(b"\r"))
            tries -= 1
            if line and line.client == client and line.status in _SUCCESS:
                number = first.number - _lines_between(file, start + begin, first.place)
                return Kept(first.file, number, text[:LONGEST_KEPT], line, start + begin)
            place = begin
        end = start if start == least else start + min(_OVERLAP, _STEP // 2)
    return None


def _lines_between(file: BinaryIO, start: int, end: int) -> int:
    file.seek(start)
    lines = 0
    while start < end:
        data = file.read(min(_STEP, end - start))
        if not data:
            break
        lines += data.count(b"\n")
        start += len(data)
    return lines


_LOOKED_BACK = 5
TWO_FROM = 48 * 1024 * 1024
Told = Callable[[int], None]


class Counted(msgspec.Struct):
    """What was counted in a part."""

    tally: Tally
    matches: list[Match] = []
    fault: str = ""


class FileRead(msgspec.Struct, frozen=True):
    """One log that was read. format: its name; fault: why its end could not be read."""

    name: str
    format: str
    lines: int
    size: int
    fault: str = ""


class Result(msgspec.Struct):
    """All logs together, and those that could not be read."""

    tally: Tally
    files: tuple[FileRead, ...] = ()
    matches: tuple[Match, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(names: Sequence[str], wanted: Wanted, told: Told | None = None) -> Result:
    """Count all these logs as one; told: hears how many bytes were read so far."""
    result = Result(tally=Tally())
    matches = Matches(wanted.clues)
    files: list[FileRead] = []
    problems: list[Problem] = []
    before = 0
    for name in names:
        try:
            kind = kind_of(name)
        except OSError as error:
            problems.append(unopened(name, error))
            continue
        if kind is None:
            problems.append(unknown(name))
            continue
        tell = (lambda read, base=before: told(base + read)) if told else None
        counted = _count(name, kind, wanted, len(files), tell)
        before += Path(name).stat().st_size if name != STDIN else counted.tally.size
        _look_back(name, kind, counted.tally)
        size, lines = counted.tally.size, counted.tally.lines
        result.tally.merge(counted.tally)
        matches.extend(counted.matches)
        files.append(FileRead(name, kind.NAME, lines, size, counted.fault))
    result.files, result.problems = tuple(files), tuple(problems)
    result.matches = tuple(matches.best)
    return result


def count(part: Part, told: Told | None = None, log: Log | None = None) -> Counted:
    """Count one part in this process; log: where it is open already."""
    log = log or Log(part.name)
    kind = format_named(part.format)
    scan = Scan(kind, kind.reader(log.head), part.wanted, part.file)
    large = log.splittable and (log.size or 0) > WHOLE
    try:
        for piece in log.pieces(part.start, part.end):
            scan.piece(piece, whole=not large and scan.tally.size < WHOLE)
            if told:
                told(piece.read)
    finally:
        log.close()
    scan.tally.settle()
    return Counted(scan.tally, scan.matches.best, log.fault)


_OPEN: dict[str, Log] = {}


def kind_of(name: str) -> Format | None:
    """Return the format of a log, None where none fits; raises OSError."""
    log = Log(name)
    if name == STDIN:
        _OPEN[name] = log  # what was read of it can't be read again
    else:
        log.close()
    return recognise(log.head)


def _count(name: str, kind: Format, wanted: Wanted, index: int, told: Told | None) -> Counted:
    log = _OPEN.pop(name, None) or Log(name)
    middle = _middle(log)
    if middle is None:
        return count(Part(name, kind.NAME, wanted, index), told, log)
    second = Part(name, kind.NAME, wanted, index, middle, log.size)
    first = Part(name, kind.NAME, wanted, index, 0, middle)
    with elsewhere(second) as wait:
        mine = count(first, (lambda read: told(read * 2)) if told else None, log)
        theirs = wait()
    mine.tally.merge(theirs.tally, shift=mine.tally.lines)
    mine.matches = [*mine.matches, *theirs.matches]
    return mine


def _look_back(name: str, kind: Format, tally: Tally) -> None:
    """Find out whether the clients refused most were served before."""
    clients = [pair for pair in tally.clients.top(_LOOKED_BACK) if pair[1].evidence[0].place > 0]
    if not clients:
        return
    log = Log(name)
    log.close()
    for client, subject in clients:
        look_back(name, kind.reader(log.head), client, subject)


def _middle(log: Log) -> int | None:
    """Return the start of a line near the middle, None where one process is enough."""
    size = log.size or 0
    if not log.splittable or size < TWO_FROM or getattr(sys, "frozen", False):
        return None
    with open_file(Path(log.name)) as file:
        file.seek(size // 2)
        file.readline(1024 * 1024)
        place = file.tell()
    return place if place < size else None


@contextmanager
def elsewhere(part: Part) -> Iterator[Callable[[], Counted]]:
    """Count a part in a process of its own; yields what waits for it. The process ends here."""
    process = subprocess.Popen(
        [sys.executable, "-m", "inspector.logs.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )
    try:
        if process.stdin is None or process.stdout is None:
            raise OSError(tr("The second process has no pipes."))
        with process.stdin as pipe:
            pipe.write(order_bytes(part))
        output = process.stdout
        yield lambda: msgspec.msgpack.decode(output.read(), type=Counted)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def unopened(name: str, error: OSError) -> Problem:
    """Return the words for a log that can't be opened."""
    return Problem(
        what=tr("The log could not be read: {reason}.", reason=error.strerror or str(error)),
        where=name,
        todo=tr("Check the name and the rights of the file."),
    )


def unknown(name: str) -> Problem:
    """Return the words for a log that no format fits."""
    if name != "-" and Path(name).is_file() and not Path(name).stat().st_size:
        what = tr("The log is empty.")
        return Problem(what=what, where=name, todo=tr("Choose one that has lines."))
    titles = ", ".join(each.title() for each in all_formats())
    return Problem(
        what=tr("No format of a log fits its first lines."),
        where=name,
        todo=tr("Give one of these: {titles}.", titles=titles),
    )


def is_log(name: str) -> bool:
    """Whether a file is a log that can be read here."""
    try:
        return kind_of(name) is not None
    except OSError:
        return False
