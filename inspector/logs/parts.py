"""What another process is asked to read: a part of one log, or whole logs."""

import json
import os
from pathlib import Path

import msgspec

import inspector
from inspector.logs.scan import Wanted
from inspector.reading.statuses import REFUSED_IN_LOGS

MOST_TAKEN = 5000


class Part(msgspec.Struct, frozen=True, tag="part"):
    """A part of a log for one process. start, end: bytes; end None: all of it."""

    name: str
    format: str
    wanted: Wanted
    file: int
    start: int = 0
    end: int | None = None


class Whole(msgspec.Struct, frozen=True, tag="whole"):
    """Logs to be read from their first line to their last and reported on."""

    names: tuple[str, ...]
    wanted: Wanted


class Take(msgspec.Struct, frozen=True, kw_only=True, tag="take"):
    """Logs whose refused lines are wanted themselves, the newest `most` of them.

    since, until: seconds since 1970. words: each refused
    line has them all, in any case. statuses: which count as refused.
    """

    names: tuple[str, ...]
    statuses: tuple[int, ...] = tuple(sorted(REFUSED_IN_LOGS))
    since: float | None = None
    until: float | None = None
    words: tuple[str, ...] = ()
    most: int = MOST_TAKEN


def environment() -> dict[str, str]:
    """Return the environment in which another process finds this program."""
    folder = str(Path(inspector.__file__).parent.parent)
    path = os.pathsep.join([folder, *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path}


def order_bytes(order: Part | Whole | Take) -> bytes:
    """Return an order for another process; names of files stay what they are, in any encoding."""
    return json.dumps(msgspec.to_builtins(order)).encode("ascii")


def read_order(data: bytes) -> Part | Whole | Take:
    """Return an order as it was given."""
    return msgspec.convert(json.loads(data), type=Part | Whole | Take)
