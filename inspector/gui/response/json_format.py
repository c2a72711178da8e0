"""Re-indents JSON text without altering one value: numbers, strings and order stay as sent."""

import re
from collections.abc import Iterator

LARGEST = 4 * 1024 * 1024  # bytes; a larger body is shown as received
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+|"', re.DOTALL)
_INDENT = b"  "
_DEEPEST = 200  # deeper nesting is not indented further


def looks_like_json(body: bytes) -> bool:
    """Tell whether a body starts and ends as a JSON object or array."""
    inner = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1], body[-64:].rstrip()[-1:]
    return inner in ((b"{", b"}"), (b"[", b"]"))


def formatted(body: bytes) -> bytes:
    """Return JSON text with one member a line; text that is no JSON keeps all its words too."""
    return b"".join(_written(body.removeprefix(b"\xef\xbb\xbf")))


def _written(body: bytes) -> Iterator[bytes]:
    depth = 0
    tokens = (found[0] for found in _TOKEN.finditer(body))
    opened = False  # the token before was an opening bracket
    word = False  # the token before was a value
    for token in tokens:
        if token in (b"{", b"["):
            yield from (_line(depth),) if opened else ()
            yield token
            depth, opened, word = depth + 1, True, False
            continue
        if token in (b"}", b"]"):
            depth = max(depth - 1, 0)
            yield token if opened else _line(depth) + token
            opened, word = False, True
            continue
        if opened:
            yield _line(depth)
        elif word and token not in (b",", b":"):
            yield b" "
        yield _mark(token, depth)
        opened, word = False, token not in (b",", b":")


def _mark(token: bytes, depth: int) -> bytes:
    if token == b",":
        return token + _line(depth)
    return b": " if token == b":" else token


def _line(depth: int) -> bytes:
    return b"\n" + _INDENT * min(depth, _DEEPEST)
