"""Takes a PASETO apart: version, purpose, and the claims of a public one (paseto.io)."""

import base64
import binascii
from datetime import datetime
from typing import Any

from inspector.annotate.tokens import advice, claims
from inspector.annotate.tokens.given import Given
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.dates import iso_date
from inspector.protocol.json_text import parse_object
from inspector.protocol.patterns import lazy_re
from inspector.protocol.redaction import DOTS
from inspector.wording import tr

_SHAPE = lazy_re(r"v([1-4])\.(local|public)\.([A-Za-z0-9_-]*)(?:\.([A-Za-z0-9_-]*))?")
_START = lazy_re(r"v[1-4]\.(?:local|public)\.")
_BAD = lazy_re(r"[^A-Za-z0-9_.-]")
_SIGNATURES = {"1": 256, "2": 64, "3": 96, "4": 64}
_TIMES = frozenset({"exp", "nbf", "iat"})


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
    head = _head(version, signed=signed, start=text.start, end=text.start + start - 1)
    payload = TokenPart(
        name="payload",
        title=tr("Payload"),
        rows=claims.rows(members, now),
        start=text.start + start,
        end=text.start + end,
    )
    return Token(
        kind="paseto",
        title=tr("Signed token (PASETO)") if signed else tr("Encrypted token (PASETO)"),
        result=_result(signed=signed, whole=bool(members)),
        todo=_todo(signed=signed, whole=bool(members)),
        masked=f"v{version}.{purpose}.{DOTS}",
        parts=(head, *((payload,) if payload.rows else ()), *_footer(footer, now)),
        issued=_time(members.get("iat")),
        not_before=_time(members.get("nbf")),
        expires=_time(members.get("exp")),
        remarks=(_remark(signed=signed, whole=bool(members)),),
    )


def _remark(*, signed: bool, whole: bool) -> TokenRemark:
    if not signed:
        text = tr("Its claims are encrypted: only the API and the issuer can read them.")
        return TokenRemark(text=text)
    if not whole:
        text = tr("It is shorter than its signature, or holds no JSON: it was cut off.")
        return TokenRemark(text=text, level="bad")
    return TokenRemark(text=advice.not_checked())


def _result(*, signed: bool, whole: bool) -> str:
    if not signed:
        return tr("Encrypted token: only the API and the issuer can read it")
    return "" if whole else tr("Damaged token: it was cut off")


def _todo(*, signed: bool, whole: bool) -> str:
    if signed and not whole:
        return advice.copy_again()
    return tr("Refused? It has expired, or it was made with another key: get a new one.")


def _damaged(text: Given) -> Token:
    """Point at the first character that can't stand in a PASETO."""
    begin = _START.match(text.rest)
    at = begin.end() if begin else 0
    remark = TokenRemark(text=tr("It is no whole PASETO: it was cut off."), level="bad")
    result = tr("Damaged token: it was cut off")
    if bad := _BAD.search(text.rest, at):
        start = text.start + bad.start()
        sentence = tr("Character {number} can't stand in a token.", number=bad.start() + 1)
        remark = TokenRemark(text=sentence, level="bad", start=start, end=start + 1)
        result = advice.bad_character(bad.start() + 1)
    title = tr("Damaged token (PASETO)")
    return Token(
        kind="paseto",
        title=title,
        result=result,
        todo=advice.copy_again(),
        masked=DOTS,
        remarks=(remark,),
    )


def _head(version: str, *, signed: bool, start: int, end: int) -> TokenPart:
    purpose = ("public", tr("Signed")) if signed else ("local", tr("Encrypted"))
    rows = (
        TokenRow(name="version", value=f"v{version}"),
        TokenRow(name="purpose", value=purpose[0], meaning=purpose[1]),
    )
    return TokenPart(name="header", title=tr("Header"), rows=rows, start=start, end=end)


def _time(value: object) -> datetime | None:
    """PASETO writes times as ISO 8601 text."""
    if isinstance(value, datetime):
        return value
    return iso_date(str(value or ""), zoned=True)


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
