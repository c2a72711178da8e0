"""Takes a PASETO apart: version, purpose, and the claims of a public one (paseto.io)."""

import base64
import binascii
import re
from datetime import datetime
from typing import Any

from inspector.annotate.tokens import claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.json_text import parse_object
from inspector.wording import tr

_SHAPE = re.compile(r"v([1-4])\.(local|public)\.([A-Za-z0-9_-]*)(?:\.([A-Za-z0-9_-]*))?")
_START = re.compile(r"v[1-4]\.(?:local|public)\.")
_BAD = re.compile(r"[^A-Za-z0-9_.-]")
_SIGNATURES = {"1": 256, "2": 64, "3": 96, "4": 64}
_TIMES = frozenset({"exp", "nbf", "iat"})
_DOTS = "•" * 12


def fit(text: Given) -> float:
    """Return how surely the text is a PASETO."""
    if _SHAPE.fullmatch(text.rest):
        return 0.95
    return 0.9 if _START.match(text.rest) else 0.0


def read(text: Given, now: datetime) -> Token:
    """Show the claims of a signed token; an encrypted one keeps its own."""
    found = _SHAPE.fullmatch(text.rest)
    if found is None:
        return _damaged(text)
    version, purpose, body, footer = found.groups()
    signed = purpose == "public"
    members = _claims(_bytes(body)[: -_SIGNATURES[version]]) if signed else {}
    start, end = found.span(3)
    head = _head(version, signed=signed, span=(text.start, text.start + start - 1))
    payload = TokenPart(
        name="payload",
        title=tr("Payload"),
        rows=claims.rows(members, now),
        start=text.start + start,
        end=text.start + end,
    )
    remark = tr("The signature was not checked: that needs the issuer's key.")
    if signed and not members:
        remark = tr("It is shorter than its signature, or holds no JSON: it was cut off.")
    if not signed:
        remark = tr("Its claims are encrypted: only the API and the issuer can read them.")
    return Token(
        kind="paseto",
        title=tr("Signed token (PASETO)") if signed else tr("Encrypted token (PASETO)"),
        masked=f"v{version}.{purpose}.{_DOTS}",
        parts=(head, payload, *_footer(footer, now)),
        issued=_time(members.get("iat")),
        not_before=_time(members.get("nbf")),
        expires=_time(members.get("exp")),
        remarks=(TokenRemark(text=remark),),
    )


def _damaged(text: Given) -> Token:
    """Point at the first character that can't stand in a PASETO."""
    begin = _START.match(text.rest)
    at = begin.end() if begin else 0
    remark = TokenRemark(text=tr("It is no whole PASETO: it was cut off."), level="bad")
    if bad := _BAD.search(text.rest, at):
        start = text.start + bad.start()
        sentence = tr("Character {number} can't stand in a token.", number=bad.start() + 1)
        remark = TokenRemark(text=sentence, level="bad", start=start, end=start + 1)
    title = tr("Damaged token (PASETO)")
    return Token(kind="paseto", title=title, masked=_DOTS, remarks=(remark,))


def _head(version: str, *, signed: bool, span: tuple[int, int]) -> TokenPart:
    purpose = ("public", tr("signed")) if signed else ("local", tr("encrypted"))
    rows = (
        TokenRow(name="version", value=f"v{version}"),
        TokenRow(name="purpose", value=purpose[0], meaning=purpose[1]),
    )
    start, end = span
    return TokenPart(name="header", title=tr("Header"), rows=rows, start=start, end=end)


def _time(value: object) -> datetime | None:
    """PASETO writes times as ISO 8601 text."""
    if isinstance(value, datetime):
        return value
    try:
        when = datetime.fromisoformat(str(value or ""))
    except ValueError:
        return None
    return when if when.tzinfo else None


def _footer(footer: str | None, now: datetime) -> tuple[TokenPart, ...]:
    members = _claims(_bytes(footer)) if footer else {}
    rows = claims.rows(members, now)
    return (TokenPart(name="footer", title=tr("Footer"), rows=rows),) if rows else ()


def _claims(data: bytes) -> dict[str, Any]:
    found = parse_object(data)
    members = found.value if found else {}
    return {
        name: (_time(value) or value) if name in _TIMES else value
        for name, value in members.items()
    }


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
