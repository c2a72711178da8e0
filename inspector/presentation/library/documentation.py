"""Markdown as blocks of plain text: what is shown of it never becomes markup.

Of CommonMark what documentation of requests uses: headings, lists, quotes, code, paragraphs. Words
keep their text without the signs around them, a link says its address; HTML stays as it is written.
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

BlockKind = Literal["heading", "text", "item", "quote", "code"]
_HEADING = re.compile(r"(#{1,6})[ \t]{1,9}(.{0,2000})")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])[ \t]{1,9}(.{0,9000})")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,300})\]\(([^()\s]{0,500})[^()]{0,200}\)")
_MARKED = re.compile(r"(\*\*|__|\*|`)(?=\S)([^*_`]{1,500})(?<=\S)\1")
_FENCES = ("```", "~~~")
LONGEST = 100_000
"""Signs of a documentation that are shown."""


class Block(msgspec.Struct, frozen=True):
    """One piece. level: of a heading, from 1."""

    kind: BlockKind
    text: str
    level: int = 0


def blocks(text: str) -> tuple[Block, ...]:
    """Return what is shown of a documentation, in its order."""
    return tuple(_joined(_lines(text[:LONGEST])))


def _lines(text: str) -> Iterator[Block | None]:
    """Return a block a line; None between paragraphs."""
    fence = ""
    for line in text.splitlines():
        bare = line.strip()
        if fence:
            if bare.startswith(fence):
                fence = ""
                yield None
            else:
                yield Block("code", line)
        elif bare.startswith(_FENCES):
            fence = bare[:3]
        elif not bare:
            yield None
        else:
            yield _block(bare)


def _block(line: str) -> Block:
    if found := _HEADING.fullmatch(line):
        return Block("heading", plain(found[2].rstrip("# ")), len(found[1]))
    if found := _ITEM.fullmatch(line):
        bullet = "•" if found[1] in "-*+" else found[1]
        return Block("item", f"{bullet} {plain(found[2])}")
    if line.startswith(">"):
        return Block("quote", plain(line.lstrip("> ")))
    return Block("text", plain(line))


def _joined(lines: Iterator[Block | None]) -> Iterator[Block]:
    """Put the lines of a paragraph, quote or piece of code together."""
    kept: Block | None = None
    for line in lines:
        joins = kept is not None and line is not None and line.kind == kept.kind
        if joins and kept is not None and line is not None and kept.kind in {"text", "quote"}:
            kept = Block(kept.kind, f"{kept.text} {line.text}")
        elif joins and kept is not None and line is not None and kept.kind == "code":
            kept = Block("code", f"{kept.text}\n{line.text}")
        else:
            if kept is not None:
                yield kept
            kept = line
    if kept is not None:
        yield kept


def plain(text: str) -> str:
    """Return a line without the signs of emphasis, code and links; addresses are said."""
    said = _LINK.sub(_link, text)
    return _MARKED.sub(r"\2", _MARKED.sub(r"\2", said))


def _link(found: re.Match[str]) -> str:
    picture, words, address = found[1], found[2], found[3]
    if picture:
        return words or address
    return f"{words} ({address})" if address and address != words else words
