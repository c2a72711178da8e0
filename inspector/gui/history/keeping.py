"""Keeps every answer in the history, prunes it by the settings, and says what is wrong with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from inspector.gui.state.history import RecordingKept
from inspector.gui.state.tools import Tools
from inspector.wording import tr, tr_n
from inspector.workbench.attempts.arrival import arrived

if TYPE_CHECKING:
    from inspector.gui.sending.sending import Sending
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
        from inspector.record.retention import Limits  # noqa: PLC0415 - loaded by then

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
