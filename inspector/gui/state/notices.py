"""Short messages to the user (toasts), one after another, and their list."""

import re
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.presentation.bodies.printable import visible_lines, visible_name
from inspector.wording.shortened import shortened

KEPT = 100
_MOST = 600  # characters of a message


Way = tuple[str, Callable[[], None]]


class Notice(NamedTuple):
    """A message without secrets, with one or two things to do about it, or none.

    other: the second thing, its title and what it does. seconds: how long it is shown.
    """

    text: str
    action: str = ""
    do: Callable[[], None] | None = None
    icon: str = "info"
    seconds: int = 6
    other: Way | None = None


_QUOTED = re.compile("“([^“”]*)”")  # a name, that somebody else may have given


def _readable(text: str) -> str:
    """Return a message in which names are short, and nothing hides or turns what is read."""
    text = _QUOTED.sub(lambda found: f"“{visible_name(found[1])}”", text)
    return visible_lines(shortened(text, _MOST))


class Notices(QObject):
    """said(Notice): show it. The last hundred stay listed."""

    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._all: deque[Notice] = deque(maxlen=KEPT)

    @property
    def all(self) -> tuple[Notice, ...]:
        """The messages of this run, oldest first."""
        return tuple(self._all)

    def say(
        self,
        text: str,
        action: str = "",
        do: Callable[[], None] | None = None,
        other: Way | None = None,
    ) -> None:
        """Tell the user something that went well or needs no answer."""
        self._tell(Notice(text, action, do, other=other))

    def warn(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Tell the user that something did not work."""
        self._tell(Notice(text, action, do, icon="triangle-alert"))

    def offer_undo(self, text: str, action: str, do: Callable[[], None]) -> None:
        """Tell what was removed and offer it back for ten seconds."""
        self._tell(Notice(text, action, do, icon="undo-2", seconds=10))

    def _tell(self, notice: Notice) -> None:
        notice = notice._replace(text=_readable(notice.text))
        self._all.append(notice)
        self.said.emit(notice)
