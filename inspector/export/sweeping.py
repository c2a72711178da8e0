"""Overwrites what the leak check still finds in records, before they are written anywhere.

Every offset stays: a secret becomes as many stars, also in the bytes of bodies that a file will
hold in Base64, where a search of the file would see nothing.
"""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

import msgspec

from inspector.export.leak_check import LeakSearch

T = TypeVar("T")
_SHORT = 500  # characters; header lines and names come again in each exchange


class Sweeper:
    """Made once for some secrets; parts of a record in which nothing is found stay as they are."""

    def __init__(self, search: LeakSearch) -> None:
        self._search = search
        self._clean: set[str] = set()

    def swept(self, record: T) -> T:
        """Return a record (or a tuple or dictionary of them) without the secrets."""
        return cast("T", self._any(record))

    def _any(self, value: Any) -> Any:
        if type(value) is str:
            return self._text(value)
        if isinstance(value, bytes):
            text = value.decode("latin-1")
            made = self._text(text)
            return value if made is text else made.encode("latin-1")
        if isinstance(value, tuple):
            items = tuple(map(self._any, value))
            return value if _same(items, value) else items
        if isinstance(value, dict):
            return {key: self._any(item) for key, item in value.items()}
        return self._record(value) if isinstance(value, msgspec.Struct) else value

    def _record(self, record: msgspec.Struct) -> msgspec.Struct:
        names = record.__struct_fields__
        changed = {
            name: made
            for name, value in ((name, getattr(record, name)) for name in names)
            if (made := self._any(value)) is not value
        }
        return msgspec.structs.replace(record, **changed) if changed else record

    def _text(self, text: str) -> str:
        if text in self._clean:
            return text
        made = self._search.masked(text, lambda found: "*" * len(found))
        if made is text and len(text) < _SHORT:
            self._clean.add(text)
        return made


def texts(record: Any) -> Iterator[str]:
    """Yield every recorded byte string in a record, as Latin-1 characters."""
    if isinstance(record, bytes):
        yield record.decode("latin-1")
    elif isinstance(record, tuple):
        for item in record:
            yield from texts(item)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from texts(getattr(record, name))


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return all(a is b for a, b in zip(one, other, strict=True))
