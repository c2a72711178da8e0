"""The answers of one tab, kept in memory: which there are, which one is shown, what runs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector.gui.state.experiments import Experiments
from inspector.gui.state.under_way import UnderWay
from inspector.model.exchange import Exchange
from inspector.model.request import Request
from inspector.model.sign_in import Walk
from inspector.protocol.media_types import content_type, media_type

if TYPE_CHECKING:
    from inspector.presentation.bodies.event_log import EventLog
    from inspector.workbench.answer import Answer  # late: it brings the network in

ANSWERS_KEPT = 30


class Attempts(QObject):
    """Owner of a tab's answers, oldest first; experiments: what was tried for them.

    added(Answer): it is also selected. selected(Answer | None): show this one.
    started(): a send began, the answer shown is old now. progressed(tuple[News, ...]).
    confirmed(): what the running send asks is agreed to by a key.
    streaming(): more events of a reply that goes on.
    signing_in(): more is known of the sign-in `under_way`, or what it waits for.
    ended(str): the send is over; "" = an answer was added, else one sentence why not (stopped).
    """

    added = Signal(object)
    selected = Signal(object)
    started = Signal()
    progressed = Signal(object)
    signing_in = Signal()
    streaming = Signal()
    confirmed = Signal()
    ended = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.experiments = Experiments()
        self.under_way = UnderWay()
        self._answers: list[Answer] = []
        self._walks: dict[str, Walk] = {}
        self._index = -1
        self._running = False
        self._stopping = False

    @property
    def answers(self) -> "tuple[Answer, ...]":
        """All answers, oldest first."""
        return tuple(self._answers)

    @property
    def current(self) -> "Answer | None":
        """The answer that is shown."""
        return self._answers[self._index] if self._answers else None

    @property
    def index(self) -> int:
        """The place of the shown answer, -1 without answers."""
        return self._index

    @property
    def running(self) -> bool:
        """Whether a send is under way."""
        return self._running

    @property
    def can_go_older(self) -> bool:
        """Whether there is an answer before the shown one."""
        return self._index > 0

    @property
    def can_go_newer(self) -> bool:
        """Whether there is an answer after the shown one."""
        return self._index < len(self._answers) - 1

    def walk_of(self, answer: "Answer | None") -> Walk | None:
        """Return the sign-in whose trace an answer is, where it broke and is still to be seen."""
        return self._walks.get(answer.attempt.id) if answer is not None else None

    def stream_of(self, answer: "Answer | None", exchange: Exchange | None) -> "EventLog | None":
        """Return the events of an answer as they arrived, where this run saw them."""
        stream = self.under_way.stream
        if stream is None or answer is None or answer is not self._answers[-1]:
            return None
        reply = exchange.reply if exchange is not None else None
        if reply is None:
            return None
        from inspector.protocol.streams.socket_messages import (  # noqa: PLC0415 - few replies go on
            SWITCHED,
        )

        switched = stream.is_socket and reply.status == SWITCHED
        same = media_type(content_type(reply.headers)) == stream.kind
        return stream if switched or same else None

    def add_walk(self, answer: "Answer", walk: Walk) -> None:
        """Keep the trace of a sign-in that broke, and show it."""
        self._walks[answer.attempt.id] = walk
        self.add(answer)

    def forget_walk(self) -> None:
        """Show the trace that is selected as any other."""
        if self.current is not None and self._walks.pop(self.current.attempt.id, None) is not None:
            self.selected.emit(self.current)

    def start(self, request: Request | None = None) -> None:
        """A send begins."""
        self._running, self._stopping = True, False
        self.under_way = UnderWay(request)
        self.started.emit()

    def progress(self, news: object) -> None:
        """Take what the running send reports."""
        if self._running:
            stream = self.under_way.stream
            before = stream.size if stream is not None else -1
            more = isinstance(news, tuple) and self.under_way.take(news)
            self.progressed.emit(news)
            stream = self.under_way.stream
            if stream is not None and stream.size != before:
                self.streaming.emit()
            if more:
                self.signing_in.emit()

    def stop_stream(self) -> bool:
        """End a reply that goes on; return whether there is one. What came becomes the answer."""
        stop = self.under_way.stop_stream
        if not self._running or stop is None:
            return False
        self._stopping = True
        stop()
        return True

    def say(self, text: str, *, binary: bool) -> None:
        """Say something over the WebSocket that is open."""
        if self._running:
            self.under_way.say(text, binary=binary)

    def end(self, reason: str = "") -> None:
        """The send is over; reason: why there is no answer."""
        if self._running:
            self._running = False
            self.under_way.end(stopped=self._stopping)
            told, self.under_way.notice = self.under_way.notice, None
            self.ended.emit(reason)
            if told is not None:
                self.signing_in.emit()

    def add(self, answer: "Answer") -> None:
        """Keep an answer and show it."""
        self._answers.append(answer)
        del self._answers[:-ANSWERS_KEPT]
        self._index = len(self._answers) - 1
        self.end()
        self.added.emit(answer)
        self.selected.emit(answer)

    def replace(self, answer: "Answer") -> None:
        """Take what is known now about an attempt that is kept; its place stays."""
        for place, old in enumerate(self._answers):
            if old.attempt.id == answer.attempt.id:
                self._answers[place] = answer
                if place == self._index:
                    self.selected.emit(answer)

    def select(self, index: int) -> None:
        """Show another answer; an index out of range is ignored."""
        if 0 <= index < len(self._answers) and index != self._index:
            self._index = index
            self.selected.emit(self.current)

    def older(self) -> None:
        """Show the answer before."""
        self.select(self._index - 1)

    def newer(self) -> None:
        """Show the answer after."""
        self.select(self._index + 1)
