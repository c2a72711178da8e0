"""Text that remembers which of its parts came from a secret, through every encoding."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from inspector.model.message import Span, latin1
from inspector.model.secret import DOTS


class Piece(NamedTuple):
    """A run of text that is secret as a whole, or not at all."""

    text: str
    secret: bool = False


class Marked:
    """Pieces of text in order; printing it never shows a secret piece."""

    __slots__ = ("pieces",)

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self.pieces: tuple[Piece, ...] = tuple(piece for piece in pieces if piece.text)

    @classmethod
    def plain(cls, text: str) -> "Marked":
        """Return text without a secret."""
        return cls((Piece(text),))

    @classmethod
    def secret(cls, text: str) -> "Marked":
        """Return text that is a secret as a whole."""
        return cls((Piece(text, secret=True),))

    @classmethod
    def joined(cls, separator: str, parts: Iterable["Marked"]) -> "Marked":
        """Return the parts with a plain separator between them."""
        pieces: list[Piece] = []
        for index, part in enumerate(parts):
            if index:
                pieces.append(Piece(separator))
            pieces.extend(part.pieces)
        return cls(pieces)

    def __add__(self, other: "Marked | str") -> "Marked":
        more = (Piece(other),) if isinstance(other, str) else other.pieces
        return Marked((*self.pieces, *more))

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __repr__(self) -> str:
        shown = "".join(DOTS if piece.secret else piece.text for piece in self.pieces)
        return f"Marked({shown!r})"

    def mapped(self, encode: Callable[[str], str]) -> "Marked":
        """Return each piece encoded by itself; right for encodings that go byte by byte."""
        return Marked(Piece(encode(piece.text), piece.secret) for piece in self.pieces)

    def cut(self, start: int, end: int | None = None) -> "Marked":
        """Return the characters from start up to end."""
        stop = len(self.text) if end is None else end
        kept: list[Piece] = []
        at = 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(stop - at, len(piece.text))
            if first < last:
                kept.append(Piece(piece.text[first:last], piece.secret))
            at += len(piece.text)
        return Marked(kept)

    def stripped(self) -> "Marked":
        """Return it without blanks at both ends."""
        text = self.text
        start = len(text) - len(text.lstrip(" \t"))
        return self if text == text.strip(" \t") else self.cut(start, len(text.rstrip(" \t")))

    @property
    def text(self) -> str:
        """The text itself."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def wire(self) -> str:
        """The UTF-8 bytes of the text as Latin-1 characters, as message records hold them."""
        return latin1(self.text)

    @property
    def data(self) -> bytes:
        """The UTF-8 bytes of the text; what was no UTF-8 in a file becomes its bytes again."""
        try:
            return self.text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return self.text.encode("utf-8", "surrogatepass")

    @property
    def spans(self) -> tuple[Span, ...]:
        """Half-open byte ranges of the secret pieces in `data` and `wire`."""
        found: list[Span] = []
        at = 0
        for piece in self.pieces:
            end = at + len(latin1(piece.text))
            if piece.secret:
                joins = bool(found) and found[-1][1] == at
                found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (at, end)]
            at = end
        return tuple(found)
