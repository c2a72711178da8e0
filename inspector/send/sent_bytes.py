"""Finds the secrets of a message in the bytes that were sent for it (HTTP/1)."""

from inspector.model.message import Message, Span


def secret_ranges(message: Message, raw: bytes) -> tuple[Span, ...]:
    """Return the half-open ranges of the recorded bytes that hold secrets."""
    head_end = raw.find(b"\r\n\r\n")
    if head_end < 0:
        head_end = len(raw)
    ranges = [*_in_line(message, raw), *_in_headers(message, raw, head_end)]
    ranges += _in_body(message, raw, head_end + 4)
    return tuple(ranges)


def _in_line(message: Message, raw: bytes) -> list[Span]:
    if not message.target_secret:
        return []
    at = raw.find(message.target.encode("latin-1"), 0, raw.find(b"\r\n"))
    return [(at + start, at + end) for start, end in message.target_secret] if at >= 0 else []


def _in_headers(message: Message, raw: bytes, head_end: int) -> list[Span]:
    ranges: list[Span] = []
    at = raw.find(b"\r\n") + 2
    for header in message.headers:
        line = f"{header.name}: {header.value}\r\n".encode("latin-1")
        found = raw.find(line, at, head_end + 2)
        if found >= 0:
            value = found + len(header.name) + 2
            ranges += [(value + start, value + end) for start, end in header.secret]
            at = found + len(line)
    return ranges


def _in_body(message: Message, raw: bytes, start: int) -> list[Span]:
    if not message.body_secret or start >= len(raw):
        return []
    if raw[start : start + len(message.body)] == message.body:
        return [(start + first, start + last) for first, last in message.body_secret]
    return [(start, len(raw))]  # chunked: the pieces lie anywhere in it
