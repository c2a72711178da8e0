"""Looks back in a log for the last success of a client before it was refused."""

from pathlib import Path
from typing import BinaryIO

from inspector.disk.reading import open_file
from inspector.logs.format import Read
from inspector.logs.line import LONGEST_KEPT, Kept
from inspector.logs.subjects import Subject

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
