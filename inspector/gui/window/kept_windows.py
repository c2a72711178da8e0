"""Writes what the windows show, and reads what the last run had open, nothing secret."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer

from inspector.disk.atomic import write_file
from inspector.disk.reading import read_bytes
from inspector.gui.bridge.job import Job
from inspector.gui.bridge.lazy import Late
from inspector.gui.state.tools import Tools
from inspector.gui.window.returning_tabs import kept_names
from inspector.vault.vault import Vault

if TYPE_CHECKING:
    from inspector.library.drafts import Drafts, Session
    from inspector.model.collection import Problem
    from inspector.workbench.answer import Answer
    from inspector.workbench.attempts.open_copies import OpenCopies

SAVED_AFTER = 500


class LateDrafts(Late["Drafts"]):
    """The drafts, whose code is loaded when there is something to read or write."""

    def __init__(self, path: Path, vault: Vault) -> None:
        super().__init__(self._make)
        self.path = path
        self._vault = vault

    def _make(self) -> "Drafts":
        from inspector.library.drafts import Drafts  # noqa: PLC0415 - after the first window

        return Drafts(self.path, self._vault)


class KeptWindow(NamedTuple):
    """A window as it comes back: its place, its tabs, and what it shows that no history has.

    awaited: names of such things of the last run that it has not shown again yet.
    """

    place: dict[str, Any]
    session: "Session"
    copies: "dict[str, Answer]"
    awaited: frozenset[str]


class KeptWindows(QObject):
    """Writes drafts half a second after typing stops, and everything when the program ends.

    windows: returns them all. front: the tools of the one in front, which is told what is wrong.
    to_come: windows of the last run that are not open again yet; closed: one that may be reopened.
    """

    def __init__(
        self,
        tools: Tools,
        windows: Callable[[], tuple[KeptWindow, ...]],
        front: Callable[[], Tools],
    ) -> None:
        super().__init__()
        self._tools = tools
        self._windows, self._front = windows, front
        self._place = tools.places.state / "window.json"
        self._drafts = LateDrafts(tools.places.drafts, tools.vault)
        self.copies: Late[OpenCopies] = Late(self._make_copies)
        self.to_come: tuple[KeptWindow, ...] = ()
        self.closed: KeptWindow | None = None
        self._ended = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVED_AFTER)
        self._pause.timeout.connect(self.save_tabs)

    def read(self) -> "tuple[dict[str, Any], Session | None]":
        """Read the last run's windows: return the first one, and note the others as `to_come`."""
        values = _read(self._place)
        if not self._keeps or not self._drafts.path.exists():
            return values, None
        session, problems = self._drafts.get().load()
        self._tell_problems(problems)
        places = values.get("windows")
        found = places if isinstance(places, list) else []
        padded = [each if isinstance(each, dict) else {} for each in found]
        padded += [{}] * (len(session.windows) - len(padded))
        self.to_come = tuple(
            KeptWindow(place, each, {}, kept_names(each.others))
            for place, each in zip(padded, session.windows, strict=False)
        )
        return values, session

    def soon(self) -> None:
        """Write the tabs in half a second, unless more changes until then."""
        if not self._ended and self._keeps:
            self._pause.start()

    def stop(self) -> None:
        """Write no more."""
        self._pause.stop()
        self._ended = True

    def save(self) -> None:
        """Write everything now; the program ends."""
        if self._ended:
            return
        self.stop()
        self.closed = None
        kept = self._all()
        first, *others = kept
        tools = self._front()
        values = {
            **first.place,
            "choices": tools.choices.to_keep(),
            "recent": list(tools.actions.recent),
            "windows": [each.place for each in others],
        }
        write_file(self._place, msgspec.json.encode(values), private=True)
        if self._keeps:
            self._write(kept)
        else:
            self._drafts.get().clear()
            if self._tools.places.open_copies.exists():
                self.copies.get().keep({}, ())

    @property
    def _keeps(self) -> bool:
        return self._tools.settings.flag("behaviour.keep_drafts")

    def _all(self) -> tuple[KeptWindow, ...]:
        return (*self._windows(), *self.to_come)

    def save_tabs(self) -> Job:
        """Write the tabs now, away from the window's thread."""
        work = self._write if self._keeps else _nothing
        job = self._tools.shared.background.compute(work, self._all())
        job.succeeded.connect(self._tell_problems)
        return job

    def _write(self, kept: tuple[KeptWindow, ...]) -> "tuple[Problem, ...]":
        """Write the tabs and what no history has of them; on a worker thread."""
        first, *others = (each.session for each in kept)
        whole = msgspec.structs.replace(first, windows=tuple(others))
        problems = self._drafts.get().save(whole)
        self._write_copies((*kept, self.closed) if self.closed is not None else kept)
        return problems

    def _write_copies(self, kept: tuple[KeptWindow, ...]) -> None:
        copies: dict[str, Answer] = {}
        if self._tools.settings.flag("history.keep"):
            copies = {name: answer for each in kept for name, answer in each.copies.items()}
        if copies or self.copies.built or self._tools.places.open_copies.exists():
            awaited = frozenset[str]().union(*(each.awaited for each in kept))
            self.copies.get().keep(copies, self._tools.vault.known_values(), awaited)

    def _make_copies(self) -> "OpenCopies":
        from inspector.workbench.attempts.open_copies import (  # noqa: PLC0415 - after the first window
            OpenCopies,
        )

        return OpenCopies(self._tools.places.open_copies)

    def _tell_problems(self, problems: tuple[Any, ...]) -> None:
        for problem in problems:
            self._front().notices.warn(f"{problem.what} {problem.todo}".strip())


def _nothing(_kept: tuple[KeptWindow, ...]) -> "tuple[Problem, ...]":
    return ()


def _read(path: Path) -> dict[str, Any]:
    """Return what was kept; an unreadable file counts as none: it holds nothing dear."""
    try:
        values = msgspec.json.decode(read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
