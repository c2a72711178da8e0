"""Imports several files into the history one after another, without a tab for each."""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.history.keeping import kept_words
from inspector.gui.state.history import RecordingKept
from inspector.gui.state.tools import Tools
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.model.attempt import Attempt
    from inspector.vault.vault import Vault

Read = Callable[[Path, "Vault"], "Attempt | None"]
_NAMED = 3  # files that are named where nothing was found in them


class FileImport(QObject):
    """read: returns what was recorded in a file, if anything; it runs away from the window.

    ended(): all files were read, and it was said what came of them.
    """

    ended = Signal()

    def __init__(self, tools: Tools, read: Read, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self._read = read
        self._waiting: deque[Path] = deque()
        self._kept = RecordingKept(0, 0, 0)
        self._without: list[str] = []

    def begin(self, paths: Iterable[Path]) -> None:
        """Read these and keep what was recorded in them."""
        self._waiting = deque(paths)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._tell()
            self.ended.emit()
            return
        path = self._waiting.popleft()
        job = self._tools.background.compute(self._read, path, self._tools.vault)
        job.succeeded.connect(lambda attempt: self._keep(attempt, path.name))
        job.failed.connect(lambda error: self._fail(error, path.name))

    def _keep(self, attempt: "Attempt | None", name: str) -> None:
        if attempt is None:
            self._miss(name)
            return
        job = self._tools.history.keep_recording(attempt)
        job.succeeded.connect(self._count)
        job.ended.connect(self._next)

    def _count(self, kept: RecordingKept) -> None:
        pairs = zip(self._kept, kept, strict=True)
        self._kept = RecordingKept(*(before + more for before, more in pairs))

    def _fail(self, error: Exception, name: str) -> None:
        """Go on with the others; a mistake of ours goes up."""
        self._miss(name)
        if not isinstance(error, OSError) and getattr(error, "problem", None) is None:
            raise error

    def _miss(self, name: str) -> None:
        self._without.append(name)
        self._next()

    def _tell(self) -> None:
        said = kept_words(self._kept)
        if self._without:
            said = f"{said} {_without_words(self._without)}"
        self._tools.notices.say(said, tr("Show"), self._show)

    def _show(self) -> None:
        self._tools.actions.run("show-history", "is:imported")


def _without_words(names: list[str]) -> str:
    listed = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        listed = tr("{names} and {count} more", names=listed, count=len(names) - _NAMED)
    return tr_n(
        "{count} file holds no exchange that can be read: {names}.",
        "{count} files hold no exchange that can be read: {names}.",
        len(names),
        names=listed,
    )
