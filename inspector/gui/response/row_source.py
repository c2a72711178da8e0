"""What the line view shows: rows of text made when they are asked for."""

from typing import Protocol


class RowSource(Protocol):
    """Rows of a body or of a dump; bytes are offsets in `data`."""

    @property
    def data(self) -> bytes:
        """The bytes shown."""
        ...

    @property
    def widest(self) -> int:
        """Characters of the longest row, at most."""
        ...

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def text(self, row: int) -> str:
        """Return a row as it is shown."""
        ...

    def copied(self, first: int, last: int) -> str:
        """Return rows (both included) as one text to copy."""
        ...

    def number(self, row: int) -> int:
        """Return the line number shown beside a row, 0 = none."""
        ...

    def span(self, row: int) -> tuple[int, int]:
        """Return the bytes of a row."""
        ...

    def row_at(self, byte: int) -> int:
        """Return the row that holds a byte."""
        ...

    def column(self, row: int, byte: int) -> int:
        """Return the column of a row that shows a byte."""
        ...
