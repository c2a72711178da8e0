"""Reads the text of Bruno's `.bru` files into blocks.

Source: the grammar of @usebruno/lang. Blocks (`name { … }`) hold rows, texts or lists (`[ … ]`);
`~` switches a row off, `'''` begins a value of several lines. An `example`
holds blocks of its own (`name: { … }`).
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from textwrap import dedent
from typing import NamedTuple

OPENING = re.compile(r"^([a-z][\w:.-]{0,60})[ \t]{0,9}([{\[])[ \t]{0,9}$", re.MULTILINE)
_TEXTS = re.compile(r"body(?::(?:json|text|xml|sparql|graphql|graphql:vars))?|script:.*|tests|docs")


class Row(NamedTuple):
    """A row of a block; enabled: without a tilde before it."""

    name: str
    value: str
    enabled: bool


class Bru(NamedTuple):
    """A file's blocks: rows by the names of dictionaries, texts, lists; examples as they are."""

    rows: dict[str, list[Row]]
    texts: dict[str, str]
    lists: dict[str, list[str]]
    examples: list[str]

    def value(self, block: str, name: str) -> str:
        """Return the value of a row of a block, empty where there is none."""
        return next((row.value for row in self.rows.get(block, ()) if row.name == name), "")

    def values(self, block: str) -> dict[str, str]:
        """Return the values of a block by the names of its rows."""
        return {row.name: row.value for row in self.rows.get(block, ()) if row.enabled}


def parsed(words: str) -> Bru:
    """Return the blocks of a file."""
    made = Bru({}, {}, {}, [])
    words = words.replace("\r\n", "\n")
    at = 0
    while (found := OPENING.search(words, at)) is not None:
        name, closing = found[1], "}" if found[2] == "{" else "]"
        end = words.find(f"\n{closing}", found.end() - 1)
        end = len(words) if end < 0 else end
        inside = words[found.end() : end].strip("\n")
        at = end + 1
        if found[2] == "[":
            made.lists[name] = [part.strip() for part in re.split(r"[,\n]", inside) if part.strip()]
        elif name == "example":
            made.examples.append(inside)
        elif _TEXTS.fullmatch(name):
            made.texts[name] = _outdented(inside)
        else:
            made.rows[name] = rows_of(inside)
    return made


def rows_of(inside: str) -> list[Row]:
    """Return the rows of a block."""
    return list(_rows(inside.split("\n")))


def tree(inside: str) -> dict[str, str]:
    """Return what stands in a block with blocks inside it, which may be read in the same way."""
    made: dict[str, str] = {}
    rest = iter(dedent(inside).split("\n"))
    for line in rest:
        name, colon, value = _parted(line.strip())
        if colon and value == "{":
            made[name] = "\n".join(takewhile(lambda each: not each.startswith("}"), rest))
        elif colon:
            made[name] = _block(value[3:], rest, "  ") if value.startswith("'''") else value
    return made


def _outdented(inside: str) -> str:
    return "\n".join(line.removeprefix("  ") for line in inside.split("\n"))


def _rows(lines: list[str]) -> Iterator[Row]:
    rest = iter(lines)
    for line in rest:
        row = line.strip()
        enabled = not row.startswith("~")
        name, colon, value = _parted(row.lstrip("~ \t").removeprefix("@"))
        if not colon or re.match(r"@\w{1,40}\(", row):
            continue
        if value.startswith("'''"):
            value = _block(value[3:], rest)
        yield Row(name, value, enabled)


def _parted(row: str) -> tuple[str, str, str]:
    """Return name, colon and value of a row; a name in quotes may hold a colon."""
    end = row.find('":') if row.startswith('"') else -1
    if end > 0:
        return row[1:end].replace('\\"', '"'), ":", row[end + 2 :].strip()
    name, colon, value = row.partition(":")
    return name.strip(), colon, value.strip()


def _block(first: str, rest: Iterator[str], indent: str = "    ") -> str:
    """Return a value of several lines, up to the line that ends it."""
    parts = [first]
    while not parts[-1].rstrip().endswith("'''"):
        line = next(rest, None)
        if line is None:
            break
        parts.append(line.removeprefix(indent))
    parts[-1] = parts[-1].rstrip().removesuffix("'''")
    return "\n".join(parts).strip("\n")
