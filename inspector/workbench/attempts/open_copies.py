"""Copies of what is open in tabs and in no history (pasted recordings, say), masked."""

import threading
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from inspector.disk.atomic import write_file
from inspector.disk.encoding import packed
from inspector.disk.reading import LARGEST_GIVEN, read_bytes
from inspector.record.kept import Kept
from inspector.workbench.answer import Answer
from inspector.workbench.attempts.remembering import masked

_SUFFIX = ".open"


class OpenCopies:
    """A folder with a file for each. Methods do I/O: call them off the window's thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def keep(
        self, answers: Mapping[str, Answer], known: tuple[str, ...], leave: Collection[str] = ()
    ) -> None:
        """Have these on the disk by their names and no others; known: secrets.

        leave: names that stay as they are. What is there is not written anew. One that can't be
        written is missing after a restart.
        """
        with self._lock:
            there = {path.stem: path for path in self._folder.glob(f"*{_SUFFIX}")}
            for name in answers.keys() - there.keys():
                data = packed(masked(answers[name], known))
                write_file(self._folder / f"{name}{_SUFFIX}", data, private=True)
            for name in there.keys() - answers.keys() - frozenset(leave):
                there[name].unlink(missing_ok=True)

    def find(self, name: str) -> Answer | None:
        """Return what was kept under a name; None where it is gone or can't be read."""
        if not name.isalnum():
            return None
        try:
            data = read_bytes(self._folder / f"{name}{_SUFFIX}", largest=LARGEST_GIVEN)
            kept = msgspec.msgpack.decode(data, type=Kept)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return Answer(attempt=kept.attempt, annotations=kept.annotations, verdict=kept.verdict)
