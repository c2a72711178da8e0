"""Lays a body of JSON or text out line by line, each value masked as where it is compared."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Literal

import msgspec

from inspector.compare.bodies import leaf_fact, leaf_name, leaf_word, text_lines
from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues
from inspector.reading.body import content_of

MOST_LINES = 500
_LARGEST = 50_000  # bytes; longer ones are compared by key alone
_DEEPEST = 40


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """One line. path: of what begins in it, the name of the line that compares a value.

    start: where the value's text begins. shown: that text as it is compared, without quotes.
    """

    text: str
    path: str = ""
    kind: Literal["open", "leaf", "close", "text"] = "leaf"
    start: int = 0
    shown: str = ""
    quoted: bool = False

    def place(self, at: int) -> int:
        """Return where a character of the compared text stands in the line."""
        if not self.quoted:
            return self.start + at
        return self.start + len(_quoted(self.shown[:at])) - 1


def body_code(headers: tuple[Header, ...], body: bytes, known: KnownValues) -> tuple[Laid, ...]:
    """Return the lines of JSON and text; () for other bodies, and for one too long or too deep."""
    if not body or len(body) > _LARGEST:
        return ()
    laid_out = _json if content_of(headers, body).kind == "json" else _text
    lines = tuple(islice(laid_out(headers, body, known), MOST_LINES + 1))
    return lines if len(lines) <= MOST_LINES else ()


def _text(headers: tuple[Header, ...], body: bytes, known: KnownValues) -> Iterator[Laid]:
    """Yield the lines of a body that is compared by line."""
    for name, text in text_lines(headers, body):
        shown = leaf_fact(name, text, known).text
        yield Laid(text=shown, path=name, kind="text", shown=shown)


def _json(headers: tuple[Header, ...], body: bytes, known: KnownValues) -> Iterable[Laid]:
    """Return the lines of JSON, of damaged JSON those it has; none of what is too deep."""
    try:
        content = msgspec.json.decode(body)
        return tuple(islice(_lines("", content, known, depth=0), MOST_LINES + 1))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _text(headers, body, known)
    except RecursionError:  # how deep that is depends on the Python
        return ()


def _lines(
    path: str, value: Any, known: KnownValues, *, depth: int, key: str = "", after: str = ""
) -> Iterator[Laid]:
    """Yield the lines of a value. key: as it is written before it; after: the comma."""
    before = "  " * depth + key
    if not isinstance(value, dict | list) or not value:
        yield _leaf(path, value, known, before, after)
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if depth > _DEEPEST:
        raise RecursionError
    yield Laid(text=f"{before}{opening}", path=path, kind="open")
    last = len(value) - 1
    for number, (inner, name, item) in enumerate(_items(path, value)):
        comma = "," if number < last else ""
        yield from _lines(inner, item, known, depth=depth + 1, key=name, after=comma)
    yield Laid(text=f"{'  ' * depth}{closing}{after}", kind="close")


def _items(path: str, value: dict[str, Any] | list[Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield the path, the key as it is written ("" in a list) and the value of what is inside."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (f"{path}.{key}" if path else str(key)), f"{_quoted(str(key))}: ", item
    else:
        for number, item in enumerate(value):
            yield f"{path}[{number}]", "", item


def _leaf(path: str, value: Any, known: KnownValues, before: str, after: str) -> Laid:
    name = leaf_name(path)
    shown = leaf_fact(name, leaf_word(value), known).text
    quoted = isinstance(value, str)
    text = f"{before}{_quoted(shown) if quoted else shown}{after}"
    return Laid(text=text, path=name, start=len(before), shown=shown, quoted=quoted)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
