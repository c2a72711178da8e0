"""Watches saved requests from round to round: the moment a verdict flips, and both attempts."""

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus

import msgspec

from inspector.protocol.dates import server_time, wait_told
from inspector.workbench.runs.running import Ran

LEAST = 5
"""Seconds between two rounds at least: a watch must not be a load."""
MOST_WAITING = 3600


class Flip(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict that is another one than in the round before. moment: by the clock on the wall."""

    moment: datetime
    before: Ran
    after: Ran


class Watch:
    """Keeps what became of each request in the last round."""

    def __init__(self, results: Iterable[Ran] = ()) -> None:
        self._last = {each.run.number: each for each in results}

    @property
    def last(self) -> tuple[Ran, ...]:
        """The results of the last round."""
        return tuple(self._last.values())

    def look(self, ran: Ran, moment: datetime) -> Flip | None:
        """Take what became of a request now; return how its verdict flipped."""
        before = self._last.get(ran.run.number)
        self._last[ran.run.number] = ran
        if before is None or verdict_of(before) == verdict_of(ran):
            return None
        return Flip(moment=moment, before=before, after=ran)


def verdict_of(ran: Ran) -> tuple[tuple[str, str], bool]:
    """Return what counts as the verdict: the cause, and whether all is as expected."""
    return ran.cause, ran.passed


def pause(results: Iterable[Ran], seconds: int) -> int:
    """Return how long to wait before the next round: as asked, or longer where a server asks it.

    The longest wait of the round counts (RFC 9110 §10.2.3), up to an hour.
    """
    asked = max((_asked(each) for each in results), default=0)
    return max(LEAST, seconds, min(asked, MOST_WAITING))


def _asked(ran: Ran) -> int:
    reply = ran.last.reply if ran.last is not None else None
    if reply is None:
        return 0
    limited = reply.status == HTTPStatus.TOO_MANY_REQUESTS
    told = wait_told(reply.headers, server_time(reply.headers), limited=limited)
    return 0 if told is None else int(told[1].total_seconds())
