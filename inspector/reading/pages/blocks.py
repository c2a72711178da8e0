"""Reads a page as blocks of text, in the order in which a browser shows them. Pure.

Nothing is loaded and no script is run: a picture is its alternative text, a field its name. What a
style sheet hides can't be known, what the mark-up itself hides is left out.
"""

import re
from itertools import groupby
from typing import Literal

import msgspec

from inspector.reading.page import parse
from inspector.reading.pages.shown import hides

_MOST_ELEMENTS, _DEEPEST, _MOST_TEXT = 20_000, 500, 400_000
_BLANKS = re.compile(r"[ \t\r\n\f]+")

Kind = Literal["heading", "text", "item", "quote", "code", "row", "rule"]
Look = Literal["", "strong", "emphasis", "code", "link", "field"]

_UNSEEN = frozenset({"script", "style", "svg", "template", "head", "noframes", "iframe", "object"})
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("p", "div", "section", "article", "header", "footer", "main"), "text"),
    **dict.fromkeys(("nav", "aside", "form", "fieldset", "table", "ul", "ol", "dl", "dd"), "text"),
    **dict.fromkeys(("dt", "address", "figure", "figcaption", "legend", "caption"), "text"),
    **dict.fromkeys(("body", "details", "summary"), "text"),
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "blockquote": "quote",
    "pre": "code",
    "tr": "row",
}
_LOOKS: dict[str, Look] = {
    **dict.fromkeys(("b", "strong", "th"), "strong"),
    **dict.fromkeys(("i", "em", "cite"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "a": "link",
    "button": "field",
}
_CELLS = frozenset({"td", "th"})
_VOID = frozenset({"br", "hr", "img", "input"})


class Run(msgspec.Struct, frozen=True):
    """Some text of one look."""

    text: str
    look: Look = ""


class Block(msgspec.Struct, frozen=True):
    """A line, or several that wrap. level: of a heading (1 to 6), or how deep a list lies."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


def page_blocks(markup: str) -> tuple[Block, ...]:
    """Return the blocks of a page; damaged mark-up is read as far as it goes, in linear time."""
    reader = _Reader()
    parse(markup, reader)
    return reader.blocks()


class _Reader:
    """Takes what the parser meets, in order."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._open: list[tuple[str, bool]] = []  # elements, and whether each hides what is in it
        self._elements = self._length = self._hidden = self._lists = 0

    @property
    def has_enough(self) -> bool:
        """Whether the limits are met, so that the rest is not read."""
        return (
            self._elements > _MOST_ELEMENTS
            or len(self._open) > _DEEPEST
            or self._length > _MOST_TEXT
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element in."""
        self._elements += 1
        unseen = tag in _UNSEEN or hides(tag, attributes)
        if tag in _KINDS:
            self._end_block()
        self._open.append((tag, unseen))
        self._hidden += unseen
        self._lists += tag in ("ul", "ol")
        if self._hidden:
            return
        if tag in _VOID:
            self._take_void(tag, attributes)
        elif tag in _CELLS and self._runs:
            self._runs.append(Run("\t"))
        elif tag in ("select", "textarea"):
            self._take_field(attributes.get("name", ""))

    def _take_void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "img":
            self._add(f"[{given.get('alt', '').strip()[:200] or '…'}]", "emphasis")
        elif tag == "input" and given.get("type", "").lower() != "hidden":
            self._take_field(given.get("name", "") or given.get("type", ""))
        elif tag in ("br", "hr"):
            self._end_block()
            if tag == "hr":
                self._blocks.append(Block("rule"))

    def _take_field(self, name: str) -> None:
        self._add(f"[{name.strip()[:200]}]", "field")

    def data(self, text: str) -> None:
        """Take text in; blanks are one, save where they are meant."""
        if self._hidden:
            return
        if self._is_in("pre"):
            self._add(text, "")
            return
        plain = _BLANKS.sub(" ", text)
        if plain != " " or self._runs:
            self._add(plain, self._look())

    def _add(self, text: str, look: Look) -> None:
        self._length += len(text)
        self._runs.append(Run(text, look))

    def _look(self) -> Look:
        looks = (_LOOKS[tag] for tag, _ in reversed(self._open) if tag in _LOOKS)
        return next(looks, "")

    def _is_in(self, tag: str) -> bool:
        return any(each == tag for each, _ in self._open)

    def end(self, tag: str) -> None:
        """Take the end of an element in."""
        if tag in _KINDS:
            self._end_block()
        while self._open:
            name, hides = self._open.pop()
            self._hidden -= hides
            self._lists -= name in ("ul", "ol")
            if name == tag:
                return

    def close(self) -> None:
        """Take the text after the last element in."""
        self._end_block()

    def blocks(self) -> tuple[Block, ...]:
        """Return what was read."""
        self._end_block()
        return tuple(self._blocks)

    def _end_block(self) -> None:
        runs, self._runs = self._runs, []
        tag = next((tag for tag, _ in reversed(self._open) if tag in _KINDS), "body")
        kind = _KINDS[tag]
        if kind == "text" and self._is_in("blockquote"):
            kind = "quote"
        if kind == "text" and self._is_in("li"):
            kind = "item"
        runs = _joined(runs if kind == "code" else _trimmed(runs))
        if not any(run.text.strip() for run in runs):
            return
        level = int(tag[1]) if kind == "heading" else self._lists if kind == "item" else 0
        self._blocks.append(Block(kind, tuple(runs), level))


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return runs without blanks at their ends and without two in a row."""
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if not kept or kept[-1].text.endswith((" ", "\t")):
            text = text.lstrip(" ")
        if text:
            kept.append(Run(text, run.look))
    if kept:
        kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].look)
    return [run for run in kept if run.text]


def _joined(runs: list[Run]) -> list[Run]:
    """Return runs of one look as one: references split text."""
    groups = groupby(runs, key=lambda run: run.look)
    return [Run("".join(run.text for run in group), look) for look, group in groups]
