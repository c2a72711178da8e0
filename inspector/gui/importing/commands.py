"""The command that offers the requests of a recording for a collection, to be chosen from."""

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QObject

from inspector.gui.state.tools import Tools

if TYPE_CHECKING:
    from inspector.intake.results import Reading
    from inspector.model.attempt import Attempt
    from inspector.presentation.library.import_rows import Path


class RecordedImport(QObject):
    """Carries the command out for the recording that is shown."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        tools.actions.provide("import-recorded", self._offer, when=self._is_recording)

    def _is_recording(self) -> bool:
        tab = self._tools.tabs.active_request
        return tab is not None and tab.kind == "reply" and tab.attempts.current is not None

    def _offer(self, chosen: object) -> None:
        """Read the requests away from the window; chosen: indices of exchanges, none for all."""
        tab = self._tools.tabs.active_request
        answer = tab.attempts.current if tab is not None else None
        if tab is None or answer is None:
            return
        only = chosen if isinstance(chosen, tuple) else ()
        job = self._tools.background.compute(_read, answer.attempt, only, tab.title)
        job.succeeded.connect(self._open)

    def _open(self, found: "_Found") -> None:
        from inspector.gui.importing.import_document import (  # noqa: PLC0415 - as late as the readers
            ImportDocument,
        )

        collection = found.reading.collection
        if collection is None:
            return
        self._tools.vault.hold(found.reading.secrets)
        document = ImportDocument(found.reading, collection, found.file, 0)
        document.statuses = found.statuses
        self._tools.tabs.open(document)


class _Found(NamedTuple):
    reading: "Reading"
    statuses: "dict[Path, int]"
    file: str


def _read(attempt: "Attempt", only: tuple[int, ...], name: str) -> _Found:
    """Return the requests by their hosts; on a worker thread."""
    from inspector.intake.recorded import recorded_by_host  # noqa: PLC0415 - with the first import

    if only:
        chosen = tuple(attempt.exchanges[at] for at in only)
        attempt = msgspec.structs.replace(attempt, exchanges=chosen)
    made = recorded_by_host(attempt, "har", name.removesuffix(".har"))
    statuses: dict[Path, int] = {(0, *place): each for place, each in made.statuses.items()}
    return _Found(made.reading, statuses, name)
