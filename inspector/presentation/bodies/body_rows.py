"""Makes the rows of a body: secrets masked, JSON indented, binary as hexadecimal. Pure: no Qt."""

import codecs
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from inspector.model.message import Header, Span
from inspector.presentation.bodies.body_ways import AS_TEXT, Way, ways_of, written
from inspector.presentation.bodies.json_blocks import blocks_of
from inspector.presentation.bodies.json_rows import JsonRows
from inspector.presentation.bodies.line_index import Rows, rows_of
from inspector.presentation.bodies.pdf_page import pdf_blocks, read_pdf
from inspector.presentation.bodies.secret_blocks import SecretBlocks, parts_of
from inspector.protocol.media_types import charset, content_type
from inspector.protocol.redaction import DOTS, KnownValues, mask_at
from inspector.reading.pages.blocks import Block, page_blocks
from inspector.reading.pages.pdf import is_pdf
from inspector.wording import tr

# ---------------- The rows of a large text, secrets masked
COPY_LIMIT = 1024 * 1024  # bytes; a copy is searched for secrets, which takes time


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
        for part in parts_of(self.rows.data, self.secrets, start, end):
            if part.mask:
                yield _Piece(part.start, part.end, part.mask, secret=True)
            else:
                yield self._plain(part.start, part.end, copying=copying)

    def _plain(self, start: int, end: int, *, copying: bool) -> _Piece:
        part = self.rows.data[start:end]
        text = part.decode("utf-8", "replace") if copying else self.rows.shown(part)
        return _Piece(start, end, text, secret=False)


# ---------------- Bytes as rows of hexadecimal digits and characters
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
            DOTS[:2] if secret else f"{byte:02x}" for byte, secret in zip(part, shown, strict=True)
        )
        characters = "".join(
            DOTS[:1] if secret else _character(byte)
            for byte, secret in zip(part, shown, strict=True)
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


AT_ONCE = 128 * 1024  # bytes that are prepared in a moment


class BodyText(msgspec.Struct, frozen=True, kw_only=True):
    """A body as it is to be shown.

    revealed: secrets are readable. way: how it is shown, empty: as suits it best. values: secrets
    that are masked wherever they stand.
    """

    body: bytes
    headers: tuple[Header, ...] = ()
    revealed: bool = False
    way: Way | None = None
    values: KnownValues | None = None


class Prepared(msgspec.Struct, frozen=True):
    """Rows ready to show."""

    rows: Rows | MaskedRows | HexRows | JsonRows


def prepare(wanted: BodyText) -> Prepared:
    """Return the rows of a body; for a large one call it on a worker thread."""
    body = wanted.body
    way = wanted.way or ways_of(body, wanted.headers)[0]
    if way not in AS_TEXT:
        return Prepared(HexRows(body, None if wanted.revealed else _secrets(body, wanted)))
    body = _in_utf8(body, charset(content_type(wanted.headers)) or "utf-8")
    if way == "tree":
        body = body.removeprefix(codecs.BOM_UTF8)
        return Prepared(JsonRows(blocks_of(body), _hidden(body, wanted)))
    made = written(body, way)
    if not wanted.revealed and len(made) <= AT_ONCE:
        return Prepared(rows_of(masked(made, _secrets(made, wanted).all())))
    if not wanted.revealed:
        return Prepared(MaskedRows(rows_of(made), _secrets(made, wanted)))
    return Prepared(rows_of(made))


def beginning(wanted: BodyText, size: int) -> Prepared:
    """Return the first rows of a large JSON body, to be seen while all of it is read."""
    begun = msgspec.structs.replace(wanted, body=wanted.body[:size], way="tree")
    return prepare(begun)


_OF_A_PAGE = 512 * 1024  # bytes that are read as a page


def page_of_body(wanted: BodyText) -> tuple[Block, ...]:
    """Return a page as it reads, secrets masked; of a long one its beginning. For a worker."""
    if is_pdf(wanted.body):
        return _page_of_pdf(wanted)
    body = _in_utf8(wanted.body[:_OF_A_PAGE], charset(content_type(wanted.headers)) or "utf-8")
    if not wanted.revealed:
        body = masked(body, _secrets(body, wanted).all())
    return page_blocks(body.decode("utf-8", "replace"))


def _page_of_pdf(wanted: BodyText) -> tuple[Block, ...]:
    read = read_pdf(wanted.body)
    text = read.text.encode()
    if not wanted.revealed:
        text = masked(text, SecretBlocks(text, (), values=wanted.values).all())
    return pdf_blocks(msgspec.structs.replace(read, text=text.decode("utf-8", "replace")))


def _hidden(body: bytes, wanted: BodyText) -> SecretBlocks | None:
    return None if wanted.revealed else _secrets(body, wanted)


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

    @property
    def ranges(self) -> tuple[Span, ...]:
        """Return the bytes of all of them, in order."""
        return tuple((start, start + self.length) for start in self.starts)

    def place(self, start: int) -> int:
        """Return which of them begins at a byte; the first one has place 0."""
        return bisect_left(self.starts, start)

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
