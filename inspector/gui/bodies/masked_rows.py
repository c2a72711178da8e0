"""The rows of a large text with its secrets masked as they come into sight. Pure: no Qt."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.gui.bodies.line_index import Rows
from inspector.gui.bodies.printable import visible
from inspector.gui.bodies.secret_blocks import SecretBlocks
from inspector.protocol.redaction import mask_at, moved
from inspector.wording import tr

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
