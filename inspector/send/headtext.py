"""Reads recorded HTTP/1 bytes: start line and header lines exactly as they crossed the wire."""

import re

import msgspec

from inspector.model.message import Header, Interim

_STATUS = re.compile(r"HTTP/(\d(?:\.\d)?)[ \t]+(\d{3})(?:[ \t](.*))?\Z", re.DOTALL)
_EMPTY_LINE = re.compile(rb"\n\r?\n")  # one search: a mark that is nowhere costs the whole body
_LAST_INTERIM = 199
_SWITCHING = 101


class Head(msgspec.Struct, frozen=True):
    """The head of a reply; end: offset of the first byte after it. defects: what is malformed."""

    status: int
    reason: str
    version: str
    headers: tuple[Header, ...]
    end: int
    defects: tuple[str, ...] = ()


def _block(data: bytes, start: int) -> tuple[bytes, int] | None:
    """Return the lines up to the empty one, and the offset after it."""
    found = _EMPTY_LINE.search(data, start)
    return (data[start : found.start()], found.end()) if found else None


def read_head(data: bytes, start: int = 0) -> Head | None:
    """Return the head that starts at an offset, None when it is not whole or no HTTP at all."""
    found = _block(data, start)
    if found is None:
        return None
    block, end = found
    lines = [line.rstrip("\r") for line in block.decode("latin-1").split("\n")]
    match = _STATUS.match(lines[0])
    if match is None:
        return None
    headers, defects = header_lines(lines[1:])
    return Head(int(match[2]), match[3] or "", match[1], headers, end, defects)


def header_lines(lines: list[str]) -> tuple[tuple[Header, ...], tuple[str, ...]]:
    """Return the header lines and those that are none; folded lines are joined (RFC 9112 §5.2)."""
    found: list[tuple[str, list[str]]] = []
    defects: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and found:
            found[-1][1].append(line.strip())
            continue
        name, colon, value = line.partition(":")
        if not colon or name != name.rstrip():
            defects.append(line)
        if colon:
            found.append((name.rstrip(), [value.strip(" \t")]))
    headers = (Header(name, " ".join(values).strip()) for name, values in found)
    return tuple(headers), tuple(defects)


def read_reply(data: bytes) -> tuple[Head | None, tuple[Interim, ...]]:
    """Return the head of the final reply and the interim replies before it."""
    interim: list[Interim] = []
    head = read_head(data)
    while head is not None and head.status <= _LAST_INTERIM and head.status != _SWITCHING:
        interim.append(Interim(head.status, head.reason, head.headers))
        head = read_head(data, head.end)
    return head, tuple(interim)


def trailers(data: bytes, start: int) -> tuple[Header, ...]:
    """Return the header lines after the last chunk of a chunked body (RFC 9112 §7.1.2)."""
    if data.endswith(b"\r\n0\r\n\r\n"):
        return ()
    at = start
    while (end := data.find(b"\n", at)) >= 0:
        digits = data[at:end].partition(b";")[0].strip()
        try:
            size = int(digits, 16)
        except ValueError:
            return ()
        if size == 0:
            found = _block(data, end + 1)
            lines = found[0].decode("latin-1").split("\n") if found else []
            return header_lines([line.rstrip("\r") for line in lines])[0]
        at = end + 1 + size + 2
    return ()
