"""What is known of a send while it runs: its exchanges so far, and what the person has to do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from inspector.model.exchange import Exchange
from inspector.model.question import Notice
from inspector.model.request import Request
from inspector.model.sign_in import Walk

if TYPE_CHECKING:
    from inspector.workbench.progress import Asked


class UnderWay:
    """Made anew for each send. notice, asked: what waits for the person; walk: of a sign-in.

    last_notice: what there was to do, also when it is over.
    """

    def __init__(self, request: Request | None = None) -> None:
        self.request = request
        self.notice: Notice | None = None
        self.last_notice: Notice | None = None
        self.walk: Walk | None = None
        self._asked: Asked | None = None
        self._exchanges: dict[int, Exchange] = {}

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Those that are over, in their order."""
        return tuple(self._exchanges[at] for at in sorted(self._exchanges))

    @property
    def asked(self) -> "Asked | None":
        """The question that nobody has answered so far."""
        asked = self._asked
        return asked if asked is not None and not asked.answer.done() else None

    @property
    def waits(self) -> bool:
        """Whether a person is waited for."""
        return self.notice is not None or self.asked is not None

    def take(self, news: Iterable[object]) -> bool:
        """Take what was reported; return whether more is known of a sign-in now."""
        from inspector.workbench.progress import (  # noqa: PLC0415 - the window opens before
            Asked,
            Recorded,
            Told,
            WalkedSoFar,
        )

        before = (self.notice, self.asked, self.walk, len(self._exchanges))
        for one in news:
            match one:
                case Recorded(index, exchange):
                    self._exchanges[index] = exchange
                case Told(notice):
                    self.notice = notice
                    self.last_notice = notice or self.last_notice
                case Asked():
                    self._asked = one
                case WalkedSoFar(walk):
                    self.walk = walk
        return before != (self.notice, self.asked, self.walk, len(self._exchanges))
