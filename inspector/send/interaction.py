"""What a send tells while it runs, and what a scheme may want beside sending."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import Future
from typing import Protocol

import msgspec

from inspector.authenticate.scheme import Keep, LookUp, Run, Store
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure, Purpose, Stage
from inspector.model.message import Message
from inspector.model.question import Answers, HostAnswer, HostQuestion, Notice, Question
from inspector.model.secret import Secret, SecretRef
from inspector.model.sign_in import Walk
from inspector.model.vault_entry import VaultEntry
from inspector.protocol.command_output import Issued
from inspector.protocol.streams.event_stream import Event, is_stream, reader_of

AskPerson = Callable[[Question], Awaitable[Answers | None]]
"""Shows a question and returns what was entered; None where the person declines."""

TellPerson = Callable[[Notice | None], Awaitable[None]]
"""Shows what the person has to do elsewhere, until None comes; returns at once."""

AskHost = Callable[[HostQuestion], Awaitable[HostAnswer]]
"""Asks whether a secret may go to another host than those it was meant for."""

FindSecrets = Callable[[Iterable[SecretRef]], Awaitable[Mapping[SecretRef, Secret]]]
"""Returns the values of those secrets that are known."""

KeepCredential = Callable[[Keep], Awaitable[Credential]]
"""Stores the secret and returns the credential that refers to it."""


class Keeping(Protocol):
    """Texts with secrets, by name, as the vault keeps them."""

    async def recall(self, name: str) -> str:
        """Return what is kept, empty where there is nothing."""

    async def hold(self, name: str) -> str:
        """Look into the store, and keep everybody else from changing it until `leave`."""

    async def store(self, step: Store) -> None:
        """Keep a text; it is written when this returns."""

    def leave(self, name: str) -> None:
        """Let others change it."""


class Commands(Protocol):
    """Programs that print credentials, each run after it was agreed to, and the netrc file."""

    async def run(self, step: Run) -> Issued:
        """Return what a command gives, or what is kept of it; raises Unanswered."""

    async def kept(self, step: Run) -> Issued | None:
        """Return what is kept of what it gave; it is not run. Raises Unanswered."""

    async def look_up(self, step: LookUp) -> Issued:
        """Return what a file of the person holds; raises Unanswered."""

    def disown(self, step: Run) -> None:
        """Keep nothing of it."""


class Bindings(Protocol):
    """What is known of the hosts that each secret may go to."""

    async def of(self, refs: Iterable[SecretRef]) -> Mapping[SecretRef, VaultEntry]:
        """Return the records of these secrets."""

    def known(self, ref: SecretRef) -> VaultEntry:
        """Return the record of a secret as far as this run knows it."""

    def name(self, ref: SecretRef) -> str:
        """Return what people call a secret."""

    def bind(self, ref: SecretRef, host: str) -> None:
        """Let a secret go to one more host from now on."""

    def answered(self, ref: SecretRef, message: Message, status: int) -> None:
        """Note the reply to a message that held a secret."""


class Unanswered(Exception):  # noqa: N818 - nobody's error: the person is free to decline
    """There is no answer; `failure` says why nothing more was sent."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


class Interaction(msgspec.Struct, frozen=True, kw_only=True):
    """Who can do what; None where nobody can.

    keep: puts secrets into the vault. ask, tell: the face that can ask and tell. tokens: keeps
    tokens between sends. commands: runs programs, reads the netrc file. bindings: where each secret
    may go; ask_host: the face that asks about another host, without which nothing goes there;
    trusted_hosts: those that this person named for this run. secrets: finds those in what is said
    over a WebSocket.
    """

    keep: KeepCredential | None = None
    ask: AskPerson | None = None
    tell: TellPerson | None = None
    tokens: Keeping | None = None
    commands: Commands | None = None
    bindings: Bindings | None = None
    ask_host: AskHost | None = None
    trusted_hosts: tuple[str, ...] = ()
    secrets: FindSecrets | None = None


NOBODY = Interaction()


# ---------------- What is going on while a request is sent
class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One step: index of the exchange, what it is for, how far it is, since its start."""

    index: int
    purpose: Purpose
    stage: Stage
    method: str
    url: str
    elapsed_ms: float


class Recorded(msgspec.Struct, frozen=True):
    """An exchange that is over, or of which more is known. index: its place in the trace."""

    index: int
    exchange: Exchange


class Told(msgspec.Struct, frozen=True):
    """What the person has to do elsewhere meanwhile; None: nothing any more."""

    notice: Notice | None


class Asked(msgspec.Struct, frozen=True):
    """A question about the sign-in that is shown where it is followed; answer: takes what comes."""

    question: Question
    answer: "Future[Answers | None]"


class WalkedSoFar(msgspec.Struct, frozen=True):
    """A sign-in that is walked, as far as it has come."""

    walk: Walk


class Outgoing(msgspec.Struct, frozen=True):
    """A message to say over a WebSocket, as typed. binary: bytes in hexadecimal."""

    text: str
    binary: bool = False


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """Events of a reply that goes on, as they arrive.

    kind: the media type, or "websocket". at: when they came, seconds since 1970. size: bytes.
    retry: as the server wants it (milliseconds). stop: ends the reading, from any thread; what came
    is kept. say: says something over a WebSocket, from any thread.
    """

    index: int
    status: int
    kind: str
    events: tuple[Event, ...]
    at: float
    size: int
    retry: int
    stop: Callable[[], None]
    say: Callable[[Outgoing], None] | None = None


News = Progress | Recorded | Told | Asked | WalkedSoFar | Arrived
OnProgress = Callable[[News], None]


def told_by(on_progress: OnProgress | None) -> TellPerson | None:
    """Return what tells the person where a send is followed; None where nobody follows it."""
    if on_progress is None:
        return None

    async def tell(notice: Notice | None) -> None:
        on_progress(Told(notice))

    return tell


def followed_by(ask: AskPerson | None, on_progress: OnProgress | None) -> AskPerson | None:
    """Return what asks the person; about a sign-in where its send is followed."""
    if ask is None or on_progress is None:
        return ask

    async def asked(question: Question) -> Answers | None:
        if question.about is None:
            return await ask(question)
        answer: Future[Answers | None] = Future()
        on_progress(Asked(question, answer))
        return await asyncio.wrap_future(answer)

    return asked


def teller(
    on_progress: OnProgress | None, index: int, purpose: Purpose, address: tuple[str, str]
) -> Callable[[Stage], None]:
    """Return what the wire calls at each stage of an exchange; address: method and URL.

    There are at most eight stages an exchange; the window gathers them (`Job`).
    """
    begun = time.perf_counter()
    method, url = address

    def tell(stage: Stage) -> None:
        if on_progress is not None:
            elapsed = round((time.perf_counter() - begun) * 1000, 1)
            on_progress(
                Progress(
                    index=index,
                    purpose=purpose,
                    stage=stage,
                    method=method,
                    url=url,
                    elapsed_ms=elapsed,
                )
            )

    return tell


Head = tuple[int, str]
"""Status and media type of a reply."""


class Following:
    """Reads a stream while it arrives, for whoever follows it; made for each such reply."""

    def __init__(self, on_progress: OnProgress, index: int, head: Head) -> None:
        self._on_progress = on_progress
        self._index = index
        self._status, self._kind = head
        self._reader = reader_of(self._kind)
        self._loop = asyncio.get_running_loop()
        self.reading: asyncio.Task[None] | None = None
        self.is_stopped = False

    def take(self, data: bytes) -> None:
        """Take decoded bytes, and hand on the events that are whole with them."""
        self._on_progress(
            Arrived(
                index=self._index,
                status=self._status,
                kind=self._kind,
                events=tuple(self._reader.feed(data)),
                at=time.time(),
                size=len(data),
                retry=self._reader.retry,
                stop=self._stop,
            )
        )

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        if self.reading is not None and not self.reading.done():
            self.is_stopped = True
            self.reading.cancel()


Follow = Callable[[Head], Following | None]


def follower(on_progress: OnProgress | None, index: int) -> Follow:
    """Return what the wire asks at the head of a reply whether somebody follows its body."""

    def follow(head: Head) -> Following | None:
        if on_progress is None or not is_stream(head[1]):
            return None
        return Following(on_progress, index, head)

    return follow


# ---------------- Lets requests through one by one: so many at most, and so far apart
Sleep = Callable[[float], Awaitable[object]]
Clock = Callable[[], float]
APART = 0.25  # seconds between two requests that nobody sent by hand


class Gate:
    """Counts what goes out. apart: seconds between the end of one request and the next."""

    def __init__(
        self,
        most: int,
        apart: float = 0.0,
        *,
        sleep: Sleep = asyncio.sleep,
        clock: Clock = time.monotonic,
    ) -> None:
        self.most = most
        self.used = 0
        self._apart = apart
        self._sleep = sleep
        self._clock = clock
        self._last: float | None = None

    async def enter(self, wanted: int = 1) -> bool:
        """Wait until so many may be sent; False where they would be too many."""
        if self.used + wanted > self.most:
            return False
        if self._last is not None and (left := self._last + self._apart - self._clock()) > 0:
            await self._sleep(left)
        return True

    def passed(self, count: int) -> None:
        """Count what was sent."""
        self.used += count
        self._last = self._clock()


class Closed(Exception):  # noqa: N818 - it ends a send, and is no error
    """No more may be sent; what was sent is in the trace."""
