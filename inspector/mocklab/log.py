"""The lab's request log: what came in and how it was answered, credentials masked."""

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime

import msgspec

from inspector.mocklab.messages import LabRequest
from inspector.model.message import Header
from inspector.protocol.redaction import masked_url, masked_value

LIMIT = 1000


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One request: `number` counts from 1, `at` is the lab's time, header values are masked."""

    number: int
    at: datetime
    method: str
    target: str
    status: int
    scenario: str = ""
    headers: tuple[tuple[str, str], ...] = ()


class RequestLog:
    """Keeps the last requests; written by the lab's thread, read by any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[LogEntry] = deque(maxlen=LIMIT)
        self._listeners: list[Callable[[LogEntry], None]] = []
        self._count = 0

    def entries(self) -> tuple[LogEntry, ...]:
        """Return the entries, oldest first."""
        with self._lock:
            return tuple(self._entries)

    def subscribe(self, listener: Callable[[LogEntry], None]) -> None:
        """Call `listener` with every new entry, on the lab's thread."""
        with self._lock:
            self._listeners.append(listener)

    def clear(self) -> None:
        """Forget the entries; the numbers go on."""
        with self._lock:
            self._entries.clear()

    def add(self, request: LabRequest, status: int, scenario: str, at: datetime) -> LogEntry:
        """Note a request with its credentials masked, and return the entry."""
        with self._lock:
            self._count += 1
            entry = LogEntry(
                number=self._count,
                at=at,
                method=request.method,
                target=masked_url(request.target),
                status=status,
                scenario=scenario,
                headers=masked_headers(request),
            )
            self._entries.append(entry)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(entry)
        return entry


def masked_headers(request: LabRequest) -> tuple[tuple[str, str], ...]:
    """Return the header lines with the credentials in them masked."""
    return tuple((name, masked_value(Header(name, value))) for name, value in request.headers)
