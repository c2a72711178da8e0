"""Takes a macaroon of version 1 apart: where it is from, its number, its caveats."""

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


def fit(text: Given) -> float:
    """Return how surely the text is a macaroon."""
    if not text.rest.startswith(("MDA", "AgE")) or not _BASE64.fullmatch(text.rest):
        return 0.0
    return 0.9 if text.rest.startswith("AgE") or any(_packets(text.rest)) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the packets; the signature is masked."""
    del now  # times of a macaroon are free text in its caveats
    rows = tuple(_row(name, value) for name, value in _packets(text.rest))
    part = TokenPart(
        name="packets",
        title=tr("Packets"),
        rows=rows,
        start=text.start,
        end=text.start + len(text.rest),
    )
    sentence = tr("Each caveat narrows what it allows; all of them must hold.")
    return Token(
        kind="macaroon",
        title=tr("Macaroon"),
        masked=_DOTS,
        parts=(part,) if rows else (),
        remarks=(TokenRemark(text=sentence),),
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
