"""Finds secrets that are known: plain, in Base64, percent-encoded, hexadecimal, escaped."""

import base64
import html
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from inspector.model.message import Span, latin1
from inspector.protocol.masks import merged

SHORTEST = 8


class KnownValues:
    """A set of secrets, made ready for searching; values under 8 characters are left out."""

    def __init__(self, values: Iterable[str]) -> None:
        wanted = {value for value in values if len(value) >= SHORTEST}
        forms = {form for value in wanted for form in _forms(value) if len(form) >= SHORTEST}
        self._forms = tuple(sorted(forms, key=lambda form: (len(form), form)))
        self._lengths = tuple(map(len, self._forms))

    def __bool__(self) -> bool:
        return bool(self._forms)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where any of them stands in the text, in order, overlaps joined."""
        fitting = self._forms[: bisect_right(self._lengths, len(text))]
        return merged(span for form in fitting for span in _places(text, form))


def _places(text: str, form: str) -> Iterator[Span]:
    """Find every place; `str.find` for each form is quicker than one pattern for all of them."""
    start = text.find(form)
    while start >= 0:
        yield start, start + len(form)
        start = text.find(form, start + 1)


def _forms(value: str) -> Iterator[str]:
    data = value.encode("utf-8", "surrogatepass")
    yield value
    yield latin1(value)
    yield data.hex()
    yield data.hex().upper()
    for encoded in (
        quote(data, safe=""),
        quote_plus(data),
        quote(data),
        quote(data, safe="/:@!$'()*,;"),
    ):
        yield encoded
        yield encoded.replace("%", "%25")
        yield re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), encoded)
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield html.escape(value)
    for offset in range(3):
        yield from _base64_core(data, offset)


def _base64_core(data: bytes, offset: int) -> Iterator[str]:
    """Return the part of its Base64 that doesn't depend on what stands around the value."""
    first = -(-offset * 8 // 6)
    last = (offset + len(data)) * 8 // 6
    core = base64.b64encode(bytes(offset) + data).decode()[first:last]
    yield core
    yield core.replace("+", "-").replace("/", "_")
