"""Indents XML without altering a word of it. Pure: no Qt."""

import re
from collections.abc import Iterator

_DEEPEST = 100
_SIGN = re.compile(rb"[>\"']")
_BLOCKS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))


def indented(body: bytes) -> Iterator[bytes]:
    """Yield XML with one element a line; an element that holds only text stays on one."""
    depth = 0
    opened = text = False  # what came last
    for place, token in enumerate(_tokens(body.strip())):
        if not token.startswith(b"<") or token.startswith(b"<![CDATA["):
            if token.strip():
                yield token if opened else token.strip()
                text = True
        elif token.startswith(b"</"):
            depth = max(depth - 1, 0)
            yield token if opened or text else _line(depth, token)
            opened = text = False
        else:
            yield _line(depth, token) if place else token
            opened = not token.endswith((b"/>", b"?>", b"-->")) and not token.startswith(b"<!")
            depth, text = depth + opened, False


def _line(depth: int, token: bytes) -> bytes:
    return b"\n" + b"  " * min(depth, _DEEPEST) + token


def _tokens(body: bytes) -> Iterator[bytes]:
    """Yield tags, comments and what stands between them; what doesn't end goes on to the end."""
    at = 0
    while at < len(body):
        start = body.find(b"<", at)
        if start != at:
            yield body[at : start if start > 0 else len(body)]
            at = start if start > 0 else len(body)
            continue
        end = _end(body, at)
        yield body[at:end]
        at = end


def _end(body: bytes, at: int) -> int:
    for begin, close in _BLOCKS:
        if body.startswith(begin, at):
            found = body.find(close, at + len(begin))
            return found + len(close) if found >= 0 else len(body)
    here = at
    while (sign := _SIGN.search(body, here)) is not None:
        if sign[0] == b">":
            return sign.end()
        last = body.find(sign[0], sign.end())
        if last < 0:
            break
        here = last + 1
    return len(body)
