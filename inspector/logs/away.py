"""Reads logs in another process, so that a window stays quick; can be stopped."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import IO

import msgspec

from inspector.disk.encoding import packed
from inspector.logs.log_reader import read
from inspector.logs.parts import Take, Whole, environment, order_bytes
from inspector.logs.report import LogReport
from inspector.logs.scan import Wanted
from inspector.logs.summary import summarise
from inspector.logs.taking import Takings, take
from inspector.model.collection import Problem

Told = Callable[[int], None]
_LENGTH = 4


class Stopped(Exception):  # noqa: N818 - somebody wanted it
    """The reading was stopped."""


class LogAnswer(msgspec.Struct, frozen=True):
    """The report, None where no log could be read, and what could not be read."""

    report: LogReport | None
    problems: tuple[Problem, ...] = ()


class News(msgspec.Struct, frozen=True):
    """What the other process tells: bytes read so far, in the end the answer or the lines."""

    read: int = 0
    answer: LogAnswer | None = None
    takings: Takings | None = None


class Elsewhere:
    """One order for another process. It blocks its thread; `stop` may be called from any."""

    def __init__(self, order: Whole | Take) -> None:
        self._order = order
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def last_news(self, told: Told) -> News:
        """Return how it ended; told: hears how many bytes were read. Raises Stopped, OSError."""
        if getattr(sys, "frozen", False):  # a bundle has no Python to start
            return carry_out(self._order, self._tell_or_stop(told))
        with subprocess.Popen(
            [sys.executable, "-m", "inspector.logs.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            start_new_session=True,
        ) as process:
            self._process = process
            if self._stopped:
                self.stop()
            try:
                return self._follow(process, told)
            finally:
                self._end(process)

    def stop(self) -> None:
        """End the reading."""
        self._stopped = True
        if self._process is not None:
            self._end(self._process)

    def _follow(self, process: "subprocess.Popen[bytes]", told: Told) -> News:
        if process.stdin is None or process.stdout is None:
            raise Stopped
        with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(order_bytes(self._order))
        while True:
            news = receive(process.stdout)
            if news is None:
                raise Stopped
            if news.answer is not None or news.takings is not None:
                return news
            told(news.read)

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        """End the process and the one that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()

    def _tell_or_stop(self, told: Told) -> Told:
        def tell(read_so_far: int) -> None:
            if self._stopped:
                raise Stopped
            told(read_so_far)

        return tell


class Away(Elsewhere):
    """One reading of logs, for their report."""

    def __init__(self, names: tuple[str, ...], wanted: Wanted) -> None:
        super().__init__(Whole(names, wanted))

    def run(self, told: Told) -> LogAnswer:
        """Return the answer; told: hears how many bytes were read. Raises Stopped, OSError."""
        return self.last_news(told).answer or LogAnswer(None)


class AwayTaking(Elsewhere):
    """One reading of logs, for their refused lines."""

    def __init__(self, order: Take) -> None:
        super().__init__(order)

    def run(self, told: Told) -> Takings:
        """Return the lines; told: hears how many bytes were read. Raises Stopped, OSError."""
        return self.last_news(told).takings or Takings()


def carry_out(order: Whole | Take, told: Told) -> News:
    """Carry an order out in this process."""
    if isinstance(order, Take):
        return News(takings=take(order, told))
    return News(answer=answer(order, told))


def answer(whole: Whole, told: Told) -> LogAnswer:
    """Read the logs in this process."""
    result = read(whole.names, whole.wanted, told)
    wanted = whole.wanted.clues is not None
    report = summarise(result, attempt=wanted) if result.files else None
    return LogAnswer(report, result.problems)


def send(stream: IO[bytes], news: News) -> None:
    """Write one piece of news, its length first."""
    data = packed(news)
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> News | None:
    """Read one piece of news; None at the end."""
    head = stream.read(_LENGTH)
    data = stream.read(int.from_bytes(head, "big"))
    if len(head) < _LENGTH or not data:
        return None
    return msgspec.msgpack.decode(data, type=News)
