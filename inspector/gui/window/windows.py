"""The open windows: one or several over the same owners, each with tabs of its own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QPoint, QTimer

from inspector.gui.bridge.background import Background
from inspector.gui.state.actions import Actions
from inspector.gui.state.choices import Choice
from inspector.gui.state.tools import Tools
from inspector.gui.window.follow_settings import FollowSettings
from inspector.gui.window.kept_windows import KeptWindow, KeptWindows
from inspector.gui.window.main_window import MainWindow
from inspector.gui.window.quitting import Quitting
from inspector.gui.window.restore import Restore
from inspector.wording import tr, tr_n

if TYPE_CHECKING:
    from inspector.library.drafts import Session

_BESIDE = 32  # pixels that a new window lies below and beside the one before


class OpenWindow(NamedTuple):
    """A window with what is its own."""

    tools: Tools
    window: MainWindow
    restore: Restore
    settings: FollowSettings

    def kept(self) -> KeptWindow:
        """Return what of it comes back."""
        session, others = self.restore.session(), self.restore.others
        return KeptWindow(self.restore.place(), session, dict(others.copies), others.awaited)


class Windows(QObject):
    """Opens and closes windows; the last one that closes ends the program.

    tools: of the first window. background: makes what works for one more.
    """

    def __init__(self, tools: Tools, background: Callable[[], Background]) -> None:
        super().__init__()
        self._first: Tools | None = tools
        self._background = background
        self._open: list[OpenWindow] = []  # the one in front last
        self._ending = self._spreading = False
        self._quitting = Quitting()
        self._front_tools = tools
        self.kept = KeptWindows(tools, self._to_keep, lambda: self._front_tools)

    @property
    def all(self) -> tuple[OpenWindow, ...]:
        """All open windows, the one in front last."""
        return tuple(self._open)

    @property
    def front(self) -> OpenWindow:
        """The window that was used last."""
        return self._open[-1]

    # ------------------------------------------------------------ beginning and ending
    def bring_back(self) -> None:
        """Open the windows of the last run; the first now, the others once it stands."""
        place, session = self.kept.read()
        opened = self._make(place, session)
        choices, recent = place.get("choices"), place.get("recent")
        if isinstance(choices, dict):
            opened.tools.choices.restore(choices)
        if isinstance(recent, list):
            opened.tools.actions.restore_recent(str(each) for each in recent)
        if self.kept.to_come:
            QTimer.singleShot(0, self, self._bring_others)

    def quit(self) -> None:
        """Close all windows; where secrets would be lost, ask first."""
        front = self.front
        if self._quitting.holds(front.tools, front.window, self.quit):
            return
        self._end()
        for each in self.all:
            each.window.close()

    def close(self) -> None:
        """End what the windows have running; the program ends."""
        self.kept.stop()
        for each in self._open:
            each.restore.stop()
            each.tools.background.close()

    def _end(self) -> None:
        self._ending = True
        self.kept.save()

    # ------------------------------------------------------------ one more, one less
    def open_new(self) -> OpenWindow:
        """Open a window beside the one in front."""
        before = self.front.window
        opened = self._make({}, None)
        opened.window.resize(before.size())
        opened.window.move(before.pos() + QPoint(_BESIDE, _BESIDE))
        opened.window.show()
        return opened

    def _bring_others(self) -> None:
        if self._ending:
            return
        to_come, self.kept.to_come = self.kept.to_come, ()
        front = self.front
        for each in to_come:
            self._make(each.place, each.session).window.show()
        self._raise(front)

    def _make(self, place: dict[str, Any], session: "Session | None") -> OpenWindow:
        first, self._first = self._first, None
        tools = first or self.front.tools.beside(self._background())
        settings = FollowSettings(tools)
        if first is not None:
            tools.theme.apply()
        window = MainWindow(tools)
        opened = OpenWindow(tools, window, Restore(window, tools, self.kept.copies), settings)
        self._open.append(opened)
        self._front_tools = tools
        self._connect(opened)
        opened.restore.bring_back(place, session)
        return opened

    def _connect(self, opened: OpenWindow) -> None:
        tools, window, restore, _ = opened
        tools.actions.provide("new-window", lambda _: self.open_new())
        tools.actions.provide("quit", lambda _: self.quit())
        tools.actions.keys_changed.connect(self._spread_keys)
        tools.choices.changed.connect(self._spread_choice)
        restore.changed.connect(self.kept.soon)
        window.came_to_front.connect(partial(self._came, opened))
        window.held_open = lambda: self._holds(opened)
        window.closing.connect(lambda: self._closing(opened))

    def _holds(self, opened: OpenWindow) -> bool:
        """Whether a window stays open for now: it is the last one, and secrets would be lost."""
        if self._ending or len(self._open) > 1:
            return False
        return self._quitting.holds(opened.tools, opened.window, opened.window.close)

    def _closing(self, opened: OpenWindow) -> None:
        if self._ending or opened not in self._open:
            return
        if len(self._open) == 1:
            self._end()
            return
        self.kept.closed = kept = opened.kept()
        self._open.remove(opened)
        self._front_tools = self.front.tools
        job = self.kept.save_tabs()
        if kept.session.tabs or kept.session.others:
            job.succeeded.connect(lambda _problems: self._offer_back(kept))
        QTimer.singleShot(0, self, lambda: self._leave(opened))

    def _leave(self, opened: OpenWindow) -> None:
        """End what a closed window has running, and free it.

        Now and from Python: Qt would free its widgets while other threads hold Python's lock.
        """
        opened.restore.stop()
        opened.tools.tabs.close_all()
        opened.tools.background.leave()
        shiboken6.delete(opened.settings)
        shiboken6.delete(opened.window)

    def _offer_back(self, kept: KeptWindow) -> None:
        count = len(kept.session.tabs) + len(kept.session.others)
        said = tr_n(
            "A window with {count} tab was closed.", "A window with {count} tabs was closed.", count
        )
        self._front_tools.notices.say(said, tr("Reopen"), lambda: self._reopen(kept))

    def _reopen(self, kept: KeptWindow) -> None:
        """Open a window again as it would come back after a restart."""
        if self.kept.closed is kept and not self._ending:
            opened = self._make(kept.place, kept.session)
            self.kept.closed = None
            opened.window.show()

    # ------------------------------------------------------------ what holds for all of them
    def _to_keep(self) -> tuple[KeptWindow, ...]:
        """Return all windows, the one in front first: it is the first to come back."""
        return tuple(each.kept() for each in reversed(self._open))

    def _came(self, opened: OpenWindow) -> None:
        if opened in self._open:
            self._open.remove(opened)
            self._open.append(opened)
            self._front_tools = opened.tools

    @staticmethod
    def _raise(opened: OpenWindow) -> None:
        opened.window.raise_()
        opened.window.activateWindow()

    def _spread_choice(self, choice: Choice) -> None:
        for each in self._open:
            each.tools.choices.take(choice)

    def _spread_keys(self) -> None:
        changed = self.sender()
        if self._spreading or not isinstance(changed, Actions):
            return
        self._spreading = True
        for each in self._open:
            each.tools.actions.take_keys(changed)
        self._spreading = False
