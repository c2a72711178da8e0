"""Reads events as they arrive: server-sent events (WHATWG HTML §9.2.6), and JSON line by line."""

from typing import Literal, Protocol

import msgspec

EVENT_STREAM = "text/event-stream"
LINE_STREAMS = frozenset(
    {
        *("application/x-ndjson", "application/ndjson", "application/jsonl"),
        *("application/x-jsonlines", "application/jsonlines", "application/json-seq"),
        *("application/stream+json", "application/x-json-stream"),
    }
)
_LONGEST = 1024 * 1024  # bytes of one event; what is more is left out
_BOM = b"\xef\xbb\xbf"
_RECORD = b"\x1e"  # before each text of a JSON text sequence (RFC 7464 §2.2)


class Event(msgspec.Struct, frozen=True):
    """One event. name: its type, empty for a line of JSON. is_comment: nobody but us sees it.

    way: of a WebSocket's message; closed: code and reason are the data, unsent: why. is_binary: the
    data are bytes in hexadecimal.
    """

    name: str
    data: str
    id: str = ""
    is_comment: bool = False
    way: Literal["", "sent", "received", "closed", "unsent"] = ""
    is_binary: bool = False


class Reader(Protocol):
    """retry: milliseconds after which the server wants to be asked again, 0: it doesn't say."""

    retry: int

    def feed(self, data: bytes) -> list[Event]:
        """Return the events that are whole with these bytes."""


def is_stream(kind: str) -> bool:
    """Whether a media type is a stream of events or of lines of JSON."""
    return kind == EVENT_STREAM or kind in LINE_STREAMS


def reader_of(kind: str) -> Reader:
    """Return what reads a stream of this media type."""
    return EventReader() if kind == EVENT_STREAM else LineReader()


class _Lines:
    """Cuts bytes into lines, however they arrive; each ends with CR, LF or both."""

    def __init__(self) -> None:
        self._rest = b""
        self._begun = False

    def feed(self, data: bytes) -> list[bytes]:
        data = self._rest + data
        if not self._begun and len(data) >= len(_BOM):
            data, self._begun = data.removeprefix(_BOM), True
        held = b"\r" if data.endswith(b"\r") else b""  # its LF may still come
        if b"\r" in data:
            data = data.removesuffix(held).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = data.split(b"\n")
        self._rest = lines.pop()[:_LONGEST] + held
        return lines


class EventReader:
    """Reads server-sent events."""

    def __init__(self) -> None:
        self.retry = 0
        self._lines = _Lines()
        self._name = self._id = ""
        self._data: list[bytes] = []
        self._size = 0

    def feed(self, data: bytes) -> list[Event]:
        """Return the events that are whole with these bytes."""
        found: list[Event] = []
        for line in self._lines.feed(data):
            if not line:
                self._dispatch(found)
            elif line.startswith(b":"):
                found.append(Event("", _text(line[1:].strip()), is_comment=True))
            else:
                self._take(line)
        return found

    def _dispatch(self, found: list[Event]) -> None:
        if self._data:
            text = _text(b"\n".join(self._data))
            found.append(Event(self._name or "message", text, self._id))
        self._name, self._data, self._size = "", [], 0

    def _take(self, line: bytes) -> None:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            if self._size < _LONGEST:
                self._data.append(value[: _LONGEST - self._size])
                self._size += len(value) + 1
        elif field == b"event":
            self._name = _text(value)
        elif field == b"id" and b"\0" not in value:
            self._id = _text(value)
        elif field == b"retry" and value.isdigit():
            self.retry = int(value[:9])


class LineReader:
    """Reads one JSON value a line."""

    def __init__(self) -> None:
        self.retry = 0
        self._lines = _Lines()

    def feed(self, data: bytes) -> list[Event]:
        """Return the lines that are whole with these bytes."""
        lines = (line.lstrip(_RECORD).strip() for line in self._lines.feed(data))
        return [Event("", _text(line)) for line in lines if line]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
