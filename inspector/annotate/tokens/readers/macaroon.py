"""Takes a macaroon of version 1 or 2 apart: where it is from, its number, its caveats."""

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import datetime

from inspector.annotate.shown import shown
from inspector.annotate.tokens import advice
from inspector.annotate.tokens.given import Given
from inspector.model.annotation import Level
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.dates import iso_date
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr, tr_n
from inspector.wording.durations import length

_BASE64 = lazy_re(r"[A-Za-z0-9_\-+/]+={0,2}")
_DOTS = "•" * 12
_LENGTH = 4
_SIGNED = 6
_HEAD = {1: "location", 2: "identifier", _SIGNED: "signature"}
_ENDS = lazy_re(
    r"\s*(?:time|expir\w*|exp|before|valid.?until)\s*[<=:]{1,2}\s*(\S{8,40})\s*", re.IGNORECASE
)
_CAVEAT = {1: "cl", 2: "cid", 4: "vid"}


def fit(text: Given) -> float:
    """Return how surely the text is a macaroon."""
    if not text.rest.startswith(("MDA", "AgE")) or not _BASE64.fullmatch(text.rest):
        return 0.0
    return 0.9 if next(_found(text.rest), None) is not None else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the packets; the signature is masked."""
    found = tuple(_found(text.rest))
    rows = tuple(_row(name, value, now) for name, value in found)
    part = TokenPart(
        name="packets",
        title=tr("Packets"),
        rows=rows,
        start=text.start,
        end=text.start + len(text.rest),
    )
    sentence = tr("Each caveat narrows what it allows; all of them must hold.")
    remarks = [TokenRemark(text=sentence)]
    whole = any(row.name == "signature" for row in rows)
    if not whole:
        cut = tr("Its signature is missing: it was cut off or damaged.")
        end = text.start + len(text.rest)
        remarks.append(TokenRemark(text=cut, level="bad", start=max(end - 1, 0), end=end))
    return Token(
        kind="macaroon",
        title=tr("Macaroon"),
        result=_result(found, whole=whole),
        todo=_todo(whole=whole),
        masked=_DOTS,
        parts=(part,) if rows else (),
        expires=min(filter(None, (_end(value) for _, value in found)), default=None),
        remarks=tuple(remarks),
    )


def _result(found: tuple[tuple[str, str], ...], *, whole: bool) -> str:
    if not whole:
        return tr("Damaged macaroon: it was cut off")
    count = sum(1 for name, _ in found if name == "cid")
    place = shown(next((value for name, value in found if name == "location"), ""))
    return tr_n(
        "Macaroon of {place} with {count} condition",
        "Macaroon of {place} with {count} conditions",
        count,
        place=place,
    )


def _todo(*, whole: bool) -> str:
    if not whole:
        return advice.copy_again()
    return tr("Compare each condition with the request: one that does not hold is enough.")


def _end(value: str) -> datetime | None:
    """Return the time that a condition sets as the end; there is no standard for it."""
    found = _ENDS.fullmatch(value)
    return iso_date(found[1]) if found else None


def _row(name: str, value: str, now: datetime) -> TokenRow:
    meanings = {
        "location": tr("Where it is from"),
        "identifier": tr("Its number"),
        "cid": tr("A condition"),
        "vid": tr("Key for a condition that another server checks"),
        "cl": tr("The server that checks the condition"),
        "signature": tr("Hidden"),
    }
    meaning = meanings.get(name, "")
    if name in ("signature", "vid"):
        return TokenRow(name=name, value=_DOTS, meaning=meaning)
    end = _end(value)
    if end is None:
        return TokenRow(name=name, value=value, meaning=meaning)
    span, late = length(end - now), end <= now
    note = tr("Expired {time} ago", time=span) if late else tr("{time} left", time=span)
    level: Level = "bad" if late else "good"
    return TokenRow(name=name, value=value, meaning=meaning, note=note, level=level)


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
