"""What is known of a send while it runs: its exchanges so far, and what the person has to do."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from inspector.model.exchange import Exchange
from inspector.model.question import Notice
from inspector.model.request import Request
from inspector.model.sign_in import Walk

if TYPE_CHECKING:
    from inspector.presentation.bodies.event_log import EventLog
    from inspector.workbench.progress import Arrived, Asked, Outgoing


class UnderWay:
    """Made anew for each send. notice, asked: what waits for the person; walk: of a sign-in.

    last_notice: what there was to do, also when it is over. stream: the events of a reply that goes
    on, or that went on until its end; stop_stream: ends it, and keeps what came.
    """

    def __init__(self, request: Request | None = None) -> None:
        self.request = request
        self.notice: Notice | None = None
        self.last_notice: Notice | None = None
        self.walk: Walk | None = None
        self.stream: EventLog | None = None
        self.stream_status = 0
        self.stop_stream: Callable[[], None] | None = None
        self._say: Callable[[Outgoing], None] | None = None
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

    def end(self, *, stopped: bool = False) -> None:
        """The stream is over; stopped: by the person."""
        if self.stream is not None and self.stream.is_live:
            self.stream.is_live = False
            self.stream.is_stopped = stopped
            self.stream.pause(on=False)

    def say(self, text: str, *, binary: bool) -> None:
        """Say something over the WebSocket, where there is one."""
        from inspector.workbench.progress import Outgoing  # noqa: PLC0415 - the window opens before

        if self._say is not None:
            self._say(Outgoing(text, binary))

    def _take_events(self, arrived: "Arrived") -> None:
        from inspector.presentation.bodies.event_log import (  # noqa: PLC0415 - the window opens before
            EventLog,
        )

        if self.stream is None or not self.stream.is_live:
            self.stream = EventLog(arrived.kind, is_live=True)
        self.stream.retry = arrived.retry
        self.stream_status, self.stop_stream = arrived.status, arrived.stop
        self._say = arrived.say
        self.stream.add(arrived.events, arrived.at, arrived.size)

    def take(self, news: Iterable[object]) -> bool:
        """Take what was reported; return whether more is known of a sign-in now."""
        from inspector.workbench.progress import (  # noqa: PLC0415 - the window opens before
            Arrived,
            Asked,
            Recorded,
            Told,
            WalkedSoFar,
        )

        before = (self.notice, self.asked, self.walk, len(self._exchanges))
        for one in news:
            match one:
                case Arrived():
                    self._take_events(one)
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
