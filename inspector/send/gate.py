"""Lets requests through one by one: so many at most, and so far apart."""

import asyncio
import time
from collections.abc import Awaitable, Callable

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
