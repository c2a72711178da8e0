"""Looks every two seconds whether somebody else changed the files, and reads them again."""

from PySide6.QtCore import QObject, QTimer

from inspector.gui.library.collections import Collections
from inspector.gui.library.libraries import Libraries
from inspector.library.watch import Change

EVERY = 2000  # milliseconds


class FollowingFiles(QObject):
    """A change that stays (a file we don't read) is looked at once only."""

    def __init__(self, owner: Collections) -> None:
        super().__init__()
        self._owner = owner
        self._known: frozenset[Change] = frozenset()
        self._asking = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        self.timer.start()

    def look(self) -> None:
        """Look now, unless other work is under way."""
        if self._asking or self._owner.busy or not self._owner.loaded:
            return
        self._asking = True
        self._owner.do(Libraries.check, self._found, reload=False)

    def _found(self, changes: frozenset[Change]) -> None:
        self._asking = False
        fresh = changes - self._known
        self._known = changes
        if fresh:
            self._owner.do(lambda _libraries: None)
