"""What a person has to do elsewhere while a request waits: a code to enter, a login page."""

from PySide6.QtCore import QObject, Qt, Signal

from inspector.model.question import Notice


class SignIn(QObject):
    """Owner of the notice that is shown; changed(): there is another, or none.

    `tell` may be called from any thread, everything else belongs to the window's.
    """

    changed = Signal()
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.notice: Notice | None = None
        self._opened: Notice | None = None
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def ends(self) -> float | None:
        """When the waiting ends, in seconds since the epoch; None while nobody waits."""
        return self.notice.ends.timestamp() if self.notice is not None else None

    def begins(self, notice: Notice) -> bool:
        """Whether a notice is shown for the first time, so that its page is opened once."""
        first = notice is not self._opened
        self._opened = notice
        return first

    async def tell(self, notice: Notice | None) -> None:
        """Show what has to be done until None comes."""
        try:
            self._told.emit(notice)
        except RuntimeError:
            return  # the window is gone; whoever waits ends with the network thread

    def _take(self, notice: object) -> None:
        self.notice = notice if isinstance(notice, Notice) else None
        self.changed.emit()
