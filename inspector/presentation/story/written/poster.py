"""The words over a story's picture where it stands alone, in a file: sentence, why, proofs."""

import msgspec

from inspector.presentation.story.graph import Disc
from inspector.presentation.story.headline import Headline
from inspector.presentation.story.letter_widths import width
from inspector.presentation.verdict.statement import plain

WIDTH = 1296.0
_PAD, _EDGE = 20.0, 4.0
_TITLE, _WHY, _PROOF = 22, 13, 13
_LINE = 18.0


class Words(msgspec.Struct, frozen=True):
    """A line of text: where its baseline begins, its size and weight, and its colour's token."""

    x: float
    y: float
    text: str
    size: int
    weight: int
    token: str


class Poster(msgspec.Struct, frozen=True, kw_only=True):
    """The words and pins of a verdict over a picture, and how high they are."""

    words: tuple[Words, ...]
    discs: tuple[Disc, ...]
    height: float


def poster(said: Headline, wide: float = WIDTH) -> Poster:
    """Return the words of a verdict, broken to that width."""
    left, y = _PAD + _EDGE, 26.0
    words = [Words(left, y, said.family, 12, 600, said.colour)]
    for line in broken(said.title, _TITLE, wide - 2 * _PAD):
        y += 28
        words.append(Words(left, y, line, _TITLE, 600, "text"))
    for line in broken(said.why, _WHY, wide - 2 * _PAD):
        y += _LINE + 2
        words.append(Words(left, y, line, _WHY, 400, "text2"))
    discs = []
    column = (wide - 2 * _PAD) / max(len(said.proofs), 1)
    lowest = y
    for place, each in enumerate(said.proofs):
        x, below = left + place * column, y + 30
        discs.append(Disc(each.proof.number, x + 8, below - 4, each.proof.healthy))
        where = f" ({each.where})" if each.where else ""
        for line in broken(f"{plain(each.proof.statement)}{where}", _PROOF, column - 44):
            words.append(Words(x + 24, below, line, _PROOF, 400, "text"))
            lowest = max(lowest, below)
            below += _LINE
    return Poster(words=tuple(words), discs=tuple(discs), height=lowest + 16)


def broken(text: str, size: float, room: float) -> list[str]:
    """Return a text in lines that fit; a word that is longer than a line stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
