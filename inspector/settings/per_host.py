"""Holds what is set for hosts, reads and writes its file; secrets are in it as references only."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file
from inspector.disk.encoding import whole
from inspector.disk.reading import Unread, read_text
from inspector.model.collection import Problem
from inspector.model.request import HostCertificate, PerHost
from inspector.model.secret import NO_SECRET
from inspector.protocol.urls import is_pattern
from inspector.wording import tr

_TABLE = "certificate"


def reject(entry: HostCertificate) -> str:
    """Return why an entry can't be used, as a sentence; empty where it can."""
    if not is_pattern(entry.host):
        return tr("Write a host, “*.” and a domain, or “*”; “:” and a port may follow.")
    if not entry.certificate.strip():
        return tr("Choose the file of the certificate.")
    return ""


class PerHostSettings:
    """Owner of the lists. `value` and `replace` do no I/O; `load` and `save` do, on any thread."""

    def __init__(self, path: Path | None = None) -> None:
        """Take the file; without one nothing outlives this run."""
        self._path = path
        self._value = PerHost()
        self._watchers: list[Callable[[], None]] = []
        self._writing = threading.Lock()

    @property
    def value(self) -> PerHost:
        """What is set now."""
        return self._value

    def replace(self, value: PerHost) -> None:
        """Set other lists and tell the watchers."""
        self._value = value
        for watcher in tuple(self._watchers):
            watcher()

    def on_change(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher()` after each change, on the thread that made it; returns what ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher) if watcher in self._watchers else None

    def load(self) -> tuple[Problem, ...]:
        """Read the file; an entry that does not fit is left out and told."""
        if self._path is None or not self._path.exists():
            return ()
        import tomllib  # noqa: PLC0415 - not where nothing was ever set

        try:
            content = tomllib.loads(read_text(self._path))
        except Unread as error:
            return (error.problem,)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            kept = set_aside(self._path)
            what = tr("The client certificates are no valid TOML: {reason}", reason=error)
            todo = tr("None is shown. The old file is kept as {path}.", path=kept or self._path)
            return (Problem(what=what, where=str(self._path), todo=todo),)
        return tuple(self._take(content.get(_TABLE)))

    def save(self) -> Problem | None:
        """Write the file; None when it is on the disk."""
        if self._path is None:
            return None
        import tomlkit  # noqa: PLC0415 - reading needs none, and the window opens sooner

        with self._writing:
            rows = tomlkit.aot()
            for each in self._value.certificates:
                rows.append(tomlkit.item(msgspec.to_builtins(each)))
            document = tomlkit.document()
            document.add(_TABLE, rows)
            return write_file(self._path, whole(tomlkit.dumps(document)).encode("utf-8"))

    def _take(self, rows: Any) -> list[Problem]:
        problems: list[Problem] = []
        found: list[HostCertificate] = []
        for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
            entry, wrong = _read(row)
            if entry is not None:
                found.append(entry)
                continue
            what = tr("Client certificate {number} of the list does not fit.", number=number)
            problems.append(Problem(what=what, where=str(self._path), todo=wrong))
        self.replace(PerHost(certificates=tuple(found)))
        return problems


def _read(row: Any) -> tuple[HostCertificate | None, str]:
    """Return an entry, or why it is none. A passphrase in clear is never taken from the file."""
    try:
        entry = msgspec.convert(row, HostCertificate)
    except msgspec.ValidationError as error:
        return None, str(error)
    if entry.passphrase != NO_SECRET and entry.passphrase.place in {"text", "memory"}:
        entry = msgspec.structs.replace(entry, passphrase=NO_SECRET)
    wrong = reject(entry)
    return (None, wrong) if wrong else (entry, "")
