"""A thing that is built when it is first needed, once, whichever thread needs it first."""

import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

Thing = TypeVar("Thing")
Part = TypeVar("Part", bound=QWidget)


class Late(Generic[Thing]):
    """Holds how to build something, then the thing itself."""

    def __init__(self, build: Callable[[], Thing]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._built: list[Thing] = []
        self._then: list[Callable[[Thing], object]] = []
        self._ended = False

    @property
    def built(self) -> Thing | None:
        """The thing if it was needed already."""
        return self._built[0] if self._built else None

    def get(self) -> Thing:
        """Return the thing; the first call builds it. Raises CancelledError after the end."""
        with self._lock:
            if not self._built:
                if self._ended:
                    raise CancelledError
                thing = self._build()
                for do in self._then:
                    do(thing)
                self._built.append(thing)
            return self._built[0]

    def then(self, do: Callable[[Thing], object]) -> None:
        """Do something with the thing before anybody uses it; at once where it is built."""
        with self._lock:
            self._then.append(do)
            for thing in self._built:
                do(thing)

    def end(self, do: Callable[[Thing], object]) -> None:
        """Build it no more; do something with the thing, also with one that is being built now."""
        with self._lock:
            self._ended = True
        self.if_built(do)

    def if_built(self, do: Callable[[Thing], object]) -> None:
        """Do something with the thing where there is one already."""
        for thing in self._built:
            do(thing)


class LatePart(Late[Part]):
    """A widget that is rarely shown, made at its place when there is first something to show."""

    def __init__(self, build: Callable[[], Part]) -> None:
        super().__init__(lambda: self._placed(build()))
        self._place = QVBoxLayout()  # takes no room while it is empty, nor the gap beside it

    def stand_in(self, column: QBoxLayout, at: int = -1) -> None:
        """Take a place of a column; -1: the next."""
        column.insertLayout(at, self._place)

    def _placed(self, part: Part) -> Part:
        self._place.addWidget(part)
        return part


# ---------------- Questions that a send asks of the user, before there is a card for them
Asked = TypeVar("Asked", contravariant=True)  # noqa: PLC0105 - a word reads better
Answer = TypeVar("Answer", covariant=True)  # noqa: PLC0105 - as above


class Asker(Protocol[Asked, Answer]):
    """A card that shows a question."""

    def ask(self, question: Asked) -> Coroutine[Any, Any, Answer]:
        """Return what the user answered."""


class _Maker(QObject):
    """Makes a thing on the window's thread, whoever asks for it."""

    asked = Signal()

    def __init__(self, late: Late[Any]) -> None:
        super().__init__()
        self._late = late
        self._waiting: list[Future[None]] = []
        self.asked.connect(self._make, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> Future[None]:
        """Return what is done when the thing is there. Raises RuntimeError with the window gone."""
        made: Future[None] = Future()
        self._waiting.append(made)
        self.asked.emit()
        return made

    def _make(self) -> None:
        self._late.get()
        while self._waiting:
            made = self._waiting.pop()
            if made.set_running_or_notify_cancel():
                made.set_result(None)


class LateAsker(Generic[Asked, Answer]):
    """Asks on a card that is made with the first question. gone: the answer of a closed window.

    `ask` is called on the network thread.
    """

    def __init__(self, card: Late[Any], gone: Answer) -> None:
        self._card: Late[Asker[Asked, Answer]] = card
        self._gone = gone
        self._maker = _Maker(card)

    async def ask(self, question: Asked) -> Answer:
        """Return what was answered."""
        import asyncio  # noqa: PLC0415 - takes long to load; who waits here has it

        if self._card.built is None:
            try:
                await asyncio.wrap_future(self._maker.begin())
            except RuntimeError:
                return self._gone
        return await self._card.get().ask(question)
