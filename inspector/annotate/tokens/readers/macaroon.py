"""Takes a macaroon of version 1 or 2 apart: where it is from, its number, its caveats."""

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.wording import tr

_BASE64 = re.compile(r"[A-Za-z0-9_\-+/]+={0,2}")
_DOTS = "•" * 12
_LENGTH = 4
_SIGNED = 6
_HEAD = {1: "location", 2: "identifier", _SIGNED: "signature"}
_CAVEAT = {1: "cl", 2: "cid", 4: "vid"}


def fit(text: Given) -> float:
    """Return how surely the text is a macaroon."""
    if not text.rest.startswith(("MDA", "AgE")) or not _BASE64.fullmatch(text.rest):
        return 0.0
    return 0.9 if next(_found(text.rest), None) is not None else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the packets; the signature is masked."""
    del now  # times of a macaroon are free text in its caveats
    rows = tuple(_row(name, value) for name, value in _found(text.rest))
    part = TokenPart(
        name="packets",
        title=tr("Packets"),
        rows=rows,
        start=text.start,
        end=text.start + len(text.rest),
    )
    sentence = tr("Each caveat narrows what it allows; all of them must hold.")
    remarks = [TokenRemark(text=sentence)]
    if not any(row.name == "signature" for row in rows):
        cut = tr("Its signature is missing: it was cut off or damaged.")
        end = text.start + len(text.rest)
        remarks.append(TokenRemark(text=cut, level="bad", start=max(end - 1, 0), end=end))
    return Token(
        kind="macaroon",
        title=tr("Macaroon"),
        masked=_DOTS,
        parts=(part,) if rows else (),
        remarks=tuple(remarks),
    )


def _row(name: str, value: str) -> TokenRow:
    meanings = {
        "location": tr("where it is from"),
        "identifier": tr("its number"),
        "cid": tr("a condition"),
        "vid": tr("key for a condition that another server checks"),
        "cl": tr("the server that checks the condition"),
        "signature": tr("hidden"),
    }
    shown = _DOTS if name in ("signature", "vid") else value
    return TokenRow(name=name, value=shown, meaning=meanings.get(name, ""))


def _found(text: str) -> Iterator[tuple[str, str]]:
    """Yield the packets of either version."""
    data = _bytes(text)
    return _fields(data) if data[:1] == b"\x02" else _packets(text)


def _fields(data: bytes) -> Iterator[tuple[str, str]]:
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


def _packets(text: str) -> Iterator[tuple[str, str]]:
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
