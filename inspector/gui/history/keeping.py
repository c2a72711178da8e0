"""Keeps every answer in the history, prunes it by the settings, and says what is wrong with it."""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.state.history import RecordingKept
from inspector.gui.state.tools import Tools
from inspector.wording import tr, tr_n
from inspector.workbench.attempts.arrival import arrived

if TYPE_CHECKING:
    from inspector.gui.sending.sending import Sending
    from inspector.model.attempt import Attempt
    from inspector.vault.vault import Vault
    from inspector.workbench.answer import Answer


_AFTER = 10_000  # milliseconds after the first kept answer
_EVERY = 500  # answers


class Keeping(QObject):
    """Follows what is sent; the settings say whether and how long it is kept."""

    def __init__(self, tools: Tools, sending: "Sending") -> None:
        super().__init__()
        self._tools = tools
        self._count = 0
        sending.answered.connect(self._keep)
        tools.history.said.connect(self._say)
        tools.actions.provide("keep-in-history", self._import, when=self._is_recording)

    def _keep(self, answer: "Answer") -> None:
        if not self._tools.settings.flag("history.keep") or not answer.attempt.exchanges:
            return
        self._tools.history.keep(answer)
        if self._count % _EVERY == 0:
            QTimer.singleShot(_AFTER, self, self._prune)
        self._count += 1

    def _is_recording(self) -> bool:
        tab = self._tools.tabs.active_request
        return tab is not None and tab.kind == "reply" and tab.attempts.current is not None

    def _import(self, chosen: object) -> None:
        """Keep the attempts of the recording that is shown; chosen: first exchanges of these."""
        tab = self._tools.tabs.active_request
        answer = tab.attempts.current if tab is not None else None
        if answer is not None:
            only = chosen if isinstance(chosen, tuple) else ()
            job = self._tools.history.keep_recording(answer.attempt, only)
            job.succeeded.connect(self._tell)

    def _tell(self, kept: RecordingKept) -> None:
        self._tools.notices.say(kept_words(kept), tr("Show"), self._show)

    def _show(self) -> None:
        self._tools.actions.run("show-history", "is:imported")

    def _prune(self) -> None:
        from inspector.record.writing import Limits  # noqa: PLC0415 - loaded by then

        settings = self._tools.settings
        days, size = settings.number("history.days"), settings.number("history.megabytes")
        self._tools.history.prune(Limits(days=int(days), megabytes=int(size)))

    def _say(self, text: str) -> None:
        if text:
            self._tools.notices.warn(text)


def kept_words(kept: RecordingKept) -> str:
    """Return what became of a recording."""
    said = arrived(kept.new, kept.again)
    if kept.left_out:
        said.append(
            tr_n(
                "{count} that was accepted was left out.",
                "{count} that were accepted were left out.",
                kept.left_out,
            )
        )
    if kept.over:
        said.append(
            tr_n(
                "{count} more that was refused was left out: choose it in the recording.",
                "{count} more that were refused were left out: choose them in the recording.",
                kept.over,
            )
        )
    return " ".join(said)


# ---------------- Imports several files into the history, one after another
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
