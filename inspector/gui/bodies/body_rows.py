"""Makes the rows of a body: secrets masked, JSON indented, binary as hexadecimal. Pure: no Qt."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from inspector.gui.bodies.hex_dump import HexRows
from inspector.gui.bodies.line_index import Rows, rows_of
from inspector.gui.bodies.masked_rows import MaskedRows
from inspector.gui.bodies.secret_blocks import SecretBlocks
from inspector.model.message import Header, Span
from inspector.protocol.media_types import charset, content_type
from inspector.protocol.redaction import KnownValues, mask_at
from inspector.reading.body import is_binary

# ---------------- Re-indents JSON text without altering one value
LARGEST = 4 * 1024 * 1024  # bytes; a larger body is shown as received
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[{}\[\],:]|[^\s"{}\[\],:]+|"', re.DOTALL)
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


Mode = Literal["auto", "text", "hex"]
AT_ONCE = 128 * 1024  # bytes that are prepared in a moment


class BodyText(msgspec.Struct, frozen=True, kw_only=True):
    """A body as it is to be shown.

    revealed: secrets are readable. mode: hex, or text as is. values: secrets that are masked
    wherever they stand.
    """

    body: bytes
    headers: tuple[Header, ...] = ()
    revealed: bool = False
    mode: Mode = "auto"
    values: KnownValues | None = None


class Prepared(msgspec.Struct, frozen=True):
    """Rows ready to show; json: they are indented JSON, to be coloured."""

    rows: Rows | MaskedRows | HexRows
    json: bool = False


def prepare(wanted: BodyText) -> Prepared:
    """Return the rows of a body; for a large one call it on a worker thread."""
    text, body = wanted.mode != "hex", wanted.body
    if wanted.mode == "auto" and is_binary(body):
        text = False
    if not text:
        return Prepared(HexRows(body, None if wanted.revealed else _secrets(body, wanted)))
    body = _in_utf8(body, charset(content_type(wanted.headers)) or "utf-8")
    json = wanted.mode == "auto" and len(body) <= LARGEST and looks_like_json(body)
    if not wanted.revealed and (json or len(body) <= AT_ONCE):
        body = masked(body, _secrets(body, wanted).all())
    elif not wanted.revealed:
        return Prepared(MaskedRows(rows_of(body), _secrets(body, wanted)))
    return Prepared(rows_of(formatted(body) if json else body), json)


def _secrets(body: bytes, wanted: BodyText) -> SecretBlocks:
    return SecretBlocks(body, wanted.headers, values=wanted.values)


def masked(body: bytes, secrets: tuple[Span, ...]) -> bytes:
    """Return a body with masks in the place of its secrets."""
    made, at = [], 0
    text = body.decode("latin-1")
    for span in sorted(secrets):
        start, end = span
        if start < at:
            continue
        hidden = mask_at(text, span)
        made += [body[at:start], hidden.encode()]
        at = end
    made.append(body[at:])
    return b"".join(made) if secrets else body


def _in_utf8(body: bytes, encoding: str) -> bytes:
    if encoding in ("utf-8", "utf8", "us-ascii"):
        return body
    try:
        return body.decode(encoding, "replace").encode("utf-8", "replace")
    except LookupError:
        return body
