"""Opens logs in tabs, alone or to find the lines of an attempt; stops them with their tab."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from inspector.gui.logs.log_document import LogDocument
from inspector.gui.state.documents import Document
from inspector.gui.state.tools import Tools
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.logs.matching import Clues


class LogOpening(QObject):
    """The command find-in-log; `open` shows logs that were opened or dropped."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._dialog: QFileDialog | None = None
        tools.actions.provide("find-in-log", self._find, when=self._has_answer)
        tools.tabs.closed.connect(self._stop)

    def open(
        self, paths: tuple[Path, ...], clues: "Clues | None" = None, *, keep: bool = False
    ) -> None:
        """Read these logs as one in a tab of their own; keep: ask what goes into the history."""
        document = LogDocument(paths, clues)
        if keep:
            document.keeping.ask(())
        self._tools.tabs.open(document)
        document.read(self._tools.background)

    def _has_answer(self) -> bool:
        shown = self._tools.tabs.active_request
        return shown is not None and shown.attempts.current is not None

    def _find(self, paths: object) -> None:
        """Ask for the logs unless they are given, then look for the attempt that is shown."""
        from inspector.logs.clues import clues_of  # noqa: PLC0415 - late: few windows read logs

        shown = self._tools.tabs.active_request
        answer = shown.attempts.current if shown else None
        clues = clues_of(answer.attempt) if answer else None
        if clues is None:
            self._tools.notices.warn(tr("Nothing was exchanged that a log could tell of."))
        elif isinstance(paths, tuple):
            self.open(paths, clues)
        else:
            self._ask(clues)

    def _ask(self, clues: "Clues") -> None:
        dialog = QFileDialog(QApplication.activeWindow(), tr("Logs of the server that answered"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self.open(tuple(Path(name) for name in names), clues)
        )
        dialog.open()
        self._dialog = dialog  # without a window in front nobody else would keep it

    def _stop(self, document: Document) -> None:
        if isinstance(document, LogDocument):
            document.stop()
            document.keeping.stop()
