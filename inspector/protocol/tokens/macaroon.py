"""Macaroons of version 1 and 2: their packets, and the place that they say they are for.

Source: libmacaroons, README ("Macaroon format"), and its document of format 2.
"""

import base64
import binascii
from collections.abc import Iterator

from inspector.protocol.patterns import lazy_re

_LENGTH = 4
_SIGNED = 6
_HEAD = {1: "location", 2: "identifier", _SIGNED: "signature"}
_CAVEAT = {1: "cl", 2: "cid", 4: "vid"}
# A mark of whose token it is may stand before it.
# finds `pypi-AgEIcHlwaS5vcmc…`, `MDAxY2xvY2F0aW9u…`
# but not `AgEntry`
_TEXT = lazy_re(r"(?:[a-z0-9]{2,12}[-_])?((?:AgE|MDA)[A-Za-z0-9_\-+/]{20,4000}={0,2})")
# finds `vault.example.org`, `https://vault.example.org/`
# but not `the vault`
_HOST = lazy_re(r"(?:https?://)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(?::\d{1,5})?/?")


def place_of(value: str) -> str:
    """Return the host that a macaroon names as its place; empty for any other text."""
    found = _TEXT.fullmatch(value)
    named = packets(found[1]) if found is not None else iter(())
    place = next((text for name, text in named if name == "location"), "")
    host = _HOST.fullmatch(place.lower())
    return host[1] if host is not None else ""


def packets(text: str) -> Iterator[tuple[str, str]]:
    """Yield the packets of either version."""
    data = _bytes(text)
    return _of_second_version(data) if data[:1] == b"\x02" else _of_first_version(text)


def _of_second_version(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the fields of version 2: a kind, a length (both as varints), the value."""
    at, in_caveats = 1, False
    while at < len(data):
        kind, at = _varint(data, at)
        if kind == 0:
            in_caveats = True
            continue
        size, at = _varint(data, at)
        name = _CAVEAT.get(kind) if in_caveats and kind != _SIGNED else _HEAD.get(kind)
        if name is None or at + size > len(data):
            return
        yield name, data[at : at + size].decode("utf-8", "replace")
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    for place in range(at, min(at + 5, len(data))):
        number |= (data[place] & 0x7F) << shift
        shift += 7
        if not data[place] & 0x80:
            return number, place + 1
    return 0, len(data)


def _of_first_version(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each packet: four hexadecimal digits of length, then the two."""
    data, at = _bytes(text), 0
    while at + _LENGTH < len(data):
        try:
            size = int(data[at : at + _LENGTH], 16)
        except ValueError:
            return
        if size <= _LENGTH:
            return
        name, blank, value = data[at + _LENGTH : at + size].partition(b" ")
        if not blank or not name.isalpha():
            return
        yield name.decode("latin-1"), value.rstrip(b"\n").decode("utf-8", "replace")
        at += size


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), b"-_")
    except (binascii.Error, ValueError):
        return b""
