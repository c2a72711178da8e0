"""Makes the rows of a body: secrets masked, JSON indented, binary as hexadecimal. Pure: no Qt."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from inspector.model.message import Header, Span
from inspector.presentation.bodies.line_index import Rows, rows_of
from inspector.presentation.bodies.printable import visible
from inspector.presentation.bodies.secret_blocks import SecretBlocks
from inspector.protocol.media_types import charset, content_type
from inspector.protocol.redaction import KnownValues, mask_at, moved
from inspector.reading.body import is_binary
from inspector.wording import tr

# ---------------- The rows of a large text with its secrets masked as they come into sight. Pure
COPY_LIMIT = 1024 * 1024  # bytes; a copy is searched for secrets, which takes time
_GOES_ON = "••••"


class _Piece(NamedTuple):
    start: int
    end: int
    text: str
    secret: bool


class MaskedRows(NamedTuple):
    """Rows whose secrets are looked for when a row is asked for."""

    rows: Rows
    secrets: SecretBlocks

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def data(self) -> bytes:
        """The bytes, secrets included: to search, not to show."""
        return self.rows.data

    @property
    def widest(self) -> int:
        """Characters of the longest row, at most."""
        return self.rows.widest

    def text(self, row: int) -> str:
        """Return a row as it is shown."""
        return "".join(piece.text for piece in self._pieces(*self.rows.span(row)))

    def number(self, row: int) -> int:
        """Return the number of the line that starts in a row, 0 where a line only goes on."""
        return self.rows.number(row)

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of a row."""
        return self.rows.span(row)

    def row_at(self, byte: int) -> int:
        """Return the row that holds a byte."""
        return self.rows.row_at(byte)

    def column(self, row: int, byte: int) -> int:
        """Return the column of a row that shows a byte; within a secret, where its mask starts."""
        column = 0
        for piece in self._pieces(*self.rows.span(row)):
            if byte < piece.end:
                part = self.rows.data[piece.start : max(byte, piece.start)]
                return column if piece.secret else column + len(self.rows.shown(part))
            column += len(piece.text)
        return column

    def copied(self, first: int, last: int) -> str:
        """Return rows as one text with masks, up to a limit."""
        start, end = self.rows.span(first)[0], self.rows.span(last)[1]
        cut = end - start > COPY_LIMIT
        pieces = self._pieces(start, min(end, start + COPY_LIMIT), copying=True)
        text = "".join(piece.text for piece in pieces)
        return text + tr("… cut after 1 MB: show secrets to copy all") if cut else text

    def _pieces(self, start: int, end: int, *, copying: bool = False) -> Iterator[_Piece]:
        at = start
        for span in self.secrets.within(start, end):
            low, high = span
            if at < low:
                yield self._plain(at, low, copying=copying)
            secret = self.rows.data[low:high].decode("latin-1")
            hidden = visible(mask_at(secret, moved(span, -low)))
            text = hidden if low >= start else _GOES_ON
            yield _Piece(max(low, start), high, text, secret=True)
            at = high
        if at < end:
            yield self._plain(at, end, copying=copying)

    def _plain(self, start: int, end: int, *, copying: bool) -> _Piece:
        part = self.rows.data[start:end]
        text = part.decode(self.rows.encoding, "replace") if copying else self.rows.shown(part)
        return _Piece(start, end, text, secret=False)


# ---------------- Writes bytes as rows of hexadecimal digits with their offset and characters. Pure
WIDTH = 16
_FIRST_PRINTABLE, _LAST_PRINTABLE = 0x20, 0x7E
_COPIED = 64 * 1024  # rows: 1 MB


class HexRows(NamedTuple):
    """The rows of a dump; a row is made when it is asked for. secrets: their bytes are hidden."""

    data: bytes
    secrets: SecretBlocks | None = None

    def __len__(self) -> int:
        return (len(self.data) + WIDTH - 1) // WIDTH

    @property
    def widest(self) -> int:
        """Characters of a row."""
        return 10 + WIDTH * 3 + 2 + WIDTH

    def text(self, row: int) -> str:
        """Return offset, digits and characters of a row; bytes of secrets are shown as dots."""
        start = row * WIDTH
        part = self.data[start : start + WIDTH]
        hidden = self.secrets.within(start, start + WIDTH) if self.secrets else ()
        shown = [
            any(low <= byte < high for low, high in hidden)
            for byte in range(start, start + len(part))
        ]
        digits = " ".join(
            "••" if secret else f"{byte:02x}" for byte, secret in zip(part, shown, strict=True)
        )
        characters = "".join(
            "•" if secret else _character(byte) for byte, secret in zip(part, shown, strict=True)
        )
        return f"{start:08x}  {digits:<{WIDTH * 3 - 1}}  {characters}"

    def copied(self, first: int, last: int) -> str:
        """Return rows as text, up to a limit."""
        rows = range(first, min(last + 1, first + _COPIED))
        return "\n".join(self.text(row) for row in rows)

    def number(self, row: int) -> int:  # noqa: ARG002 - rows of a dump carry their offset
        """Return 0: rows of a dump have no number of their own."""
        return 0

    def column(self, row: int, byte: int) -> int:
        """Return the column of a row that shows a byte's digits."""
        return 10 + 3 * max(min(byte - row * WIDTH, WIDTH), 0)

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of a row."""
        return row * WIDTH, min((row + 1) * WIDTH, len(self.data))

    def row_at(self, byte: int) -> int:
        """Return the row that holds a byte."""
        return byte // WIDTH


def _character(byte: int) -> str:
    return chr(byte) if _FIRST_PRINTABLE <= byte <= _LAST_PRINTABLE else "."


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


# ---------------- Finds a text in bytes, whatever the letter case of ASCII letters. Pure: no Qt
class Matches:
    """All places of one text in a body, at most a number; asked for the next one from a byte."""

    def __init__(self, data: bytes, text: str, most: int) -> None:
        needle = text.encode("utf-8", "replace")
        folded, wanted = data.lower(), needle.lower()
        self.length = len(needle)
        self.starts: list[int] = []
        at = folded.find(wanted) if wanted else -1
        while at >= 0 and len(self.starts) < most:
            self.starts.append(at)
            at = folded.find(wanted, at + self.length)

    def next(self, byte: int) -> int | None:
        """Return the first match that starts at or after a byte, else the first of all."""
        if not self.starts:
            return None
        place = bisect_left(self.starts, byte)
        return self.starts[place % len(self.starts)]

    def previous(self, byte: int) -> int | None:
        """Return the last match that starts before a byte, else the last of all."""
        if not self.starts:
            return None
        return self.starts[bisect_right(self.starts, byte - 1) - 1]
