"""Follows the vault: locks its file when no secret was used for a while, tells what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.gui.state.tools import Tools
from inspector.settings.options import Value
from inspector.vault.store import StatusKind, VaultStatus
from inspector.wording import tr
from inspector.wording.durations import counted

_MINUTE = 60


class FollowVault(QObject):
    """Keeps the vault as the settings say. The vault tells on its own thread.

    front: the tools of the window that is in front, which is told.
    """

    _status = Signal(object)
    _trouble = Signal(str)

    def __init__(self, tools: Tools, front: Callable[[], Tools]) -> None:
        super().__init__()
        self._tools = tools
        self._front = front
        self._before: StatusKind = tools.vault.status.kind
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.timeout.connect(self._look)
        self._status.connect(self._take)
        self._trouble.connect(self._warn_in_front)
        self.destroyed.connect(tools.vault.on_status(self._told))
        tools.vault.on_trouble(self._warn)
        self.destroyed.connect(tools.settings.on_change(self._changed))
        self._wait()

    def _told(self, status: VaultStatus) -> None:
        try:
            self._status.emit(status)
        except RuntimeError:
            # The window is gone already.
            return

    def _warn_in_front(self, text: str) -> None:
        self._front().notices.warn(text)

    def _warn(self, text: str) -> None:
        try:
            self._trouble.emit(text)
        except RuntimeError:
            # The window is gone already.
            return

    def _take(self, status: VaultStatus) -> None:
        before, self._before = self._before, status.kind
        if status.kind in {"refused", "older", "unreadable"}:
            self._front().notices.warn(status.text, tr("Show"), self._show)
        elif status.kind == "locked" and status.file and before == "unopened":
            self._front().notices.say(status.text, tr("Unlock"), self._show)
        self._wait()

    def _changed(self, key: str, _value: Value) -> None:
        if key == "secrets.place":
            self._tools.shared.background.follow(self._tools.vault.choose_again())
        elif key == "secrets.lock_after":
            self._wait()

    # ------------------------------------------------------------ locking
    def _wait(self) -> None:
        """Look again when the time could be over."""
        self.pause.stop()
        left = self._left()
        if left is not None:
            self.pause.start(max(round(left * 1000), 0))

    def _left(self) -> float | None:
        """Seconds until the file is locked; None where it is not to be."""
        minutes = self._tools.settings.number("secrets.lock_after")
        if not minutes or self._tools.vault.status.kind != "file":
            return None
        return minutes * _MINUTE - self._tools.vault.idle

    def _look(self) -> None:
        left = self._left()
        if left is None or left > 0:
            self._wait()
            return
        job = self._tools.shared.background.follow(self._tools.vault.lock())
        job.succeeded.connect(lambda _status: self._locked())

    def _locked(self) -> None:
        minutes = int(self._tools.settings.number("secrets.lock_after"))
        text = tr(
            "The vault file is locked: no secret was used for {time}.",
            time=counted(minutes, "minute"),
        )
        self._front().notices.say(text, tr("Unlock"), self._show)

    def _show(self) -> None:
        self._front().actions.run("vault-status")
