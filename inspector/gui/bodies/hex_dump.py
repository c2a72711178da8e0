"""Writes bytes as rows of hexadecimal digits with their offset and characters. Pure: no Qt."""

from typing import NamedTuple

from inspector.gui.bodies.secret_blocks import SecretBlocks

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
