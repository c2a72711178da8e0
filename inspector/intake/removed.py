"""Tells that a value was blanked out before it came here: `***`, `[REDACTED]`, `xxxx`, `…`."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from inspector.model.exchange import Blanked, Side
from inspector.model.message import Header, readable
from inspector.protocol.field_names import SECRET_WORDS, may_be_secret
from inspector.protocol.patterns import lazy_re

_MARK = (
    r"(?:[\w.+/=-]{0,12}•{4,}[\w.+/=-]{0,6}|\*{3,}|x{4,}|X{4,}|\.{3,}|…+|•{3,}|●{3,}|█{2,}|-?removed-?|redacted|masked|hidden"
    r"|filtered|sanitized|sanitised|omitted|scrubbed|censored"
    r"|[\[<({]{1,2}[^\]>)}]{0,24}(?:redacted|removed|masked|hidden|filtered|sanitized|sanitised"
    r"|omitted|stripped|scrubbed|secret)[^\]>)}]{0,24}[\]>)}]{1,2})"
)
_WHOLE = lazy_re(rf"^\W{{0,2}}{_MARK}\W{{0,2}}$", re.IGNORECASE)
_MASK = lazy_re(r"•{4,}|\*{6,}")
_NAMED = lazy_re(
    rf"(?:{SECRET_WORDS})"
    rf"[\"']?\s*[=:]\s*[\"']?{_MARK}(?=[\"'&,;\s}}]|$)",
    re.IGNORECASE,
)
_HINTS = (
    b"***",
    b"%2a%2a",
    b"xxxx",
    b"\xe2\x80\xa2",
    b"\xe2\x80\xa6",
    b"redact",
    b"remove",
    b"masked",
    b"hidden",
)
_WORTH_A_LOOK = lazy_re(r"[*•…●█\[<{(]|x{4}|\.{3}|edacted|emoved|asked|idden", re.IGNORECASE)
_CREDENTIAL_NAMES = frozenset(
    {
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "authentication-info",
    }
)
_MAX_BODY = 65536
_MAX_PLACEHOLDER = 200


def is_placeholder(value: str) -> bool:
    """Whether the value as a whole stands for something that was taken out."""
    text = readable(value).strip()
    return bool(text) and len(text) < _MAX_PLACEHOLDER and bool(_WHOLE.match(text))


def is_taken_out(value: str) -> bool:
    """Whether nothing is left of the value by which it could be told from another."""
    text = readable(value).strip()
    return is_placeholder(text) and not (_MASK.search(text) and re.search(r"\w", text))


def removed_from(header: Header) -> bool:
    """Whether a credential of this header was blanked out, wholly or behind its scheme word."""
    name = header.name.lower()
    if name not in _CREDENTIAL_NAMES and not may_be_secret(name):
        return False
    text = readable(header.value).strip()
    if _MASK.search(text) or is_placeholder(text):
        return True
    return any(is_placeholder(part) for part in _parts(name, text))


def _parts(name: str, text: str) -> Iterable[str]:
    if name in ("cookie", "set-cookie"):
        pairs = text.split(";") if name == "cookie" else text.split(";")[:1]
        return [pair.partition("=")[2] for pair in pairs]
    words = text.split()
    return [*words[1:2], *(part.partition("=")[2] for part in text.split(","))]


def removed_from_headers(side: Side, headers: tuple[Header, ...]) -> list[str]:
    """Return the names of the blanked header lines: "request.headers.authorization"."""
    return [
        str(Blanked(side, "headers", header.name.lower()))
        for header in headers
        if removed_from(header)
    ]


def removed_from_url(url: str) -> list[str]:
    """Return the names of the blanked query parameters: "request.query.access_token"."""
    _, mark, query = url.partition("?")
    if not mark or not _WORTH_A_LOOK.search(readable(unquote(query))):
        return []
    pairs = (part.partition("=") for part in query.partition("#")[0].split("&"))
    return [
        str(Blanked("request", "query", unquote(name)))
        for name, _, value in pairs
        if is_placeholder(readable(unquote(value)))
    ]


def removed_from_body(side: Side, body: bytes) -> list[str]:
    """Return `side.body` in a list when a field of that body was blanked out."""
    if not body or len(body) > _MAX_BODY:
        return []
    small = body.lower()
    if not any(hint in small for hint in _HINTS):
        return []
    text = body.decode("utf-8", "replace")
    found = _NAMED.search(unquote(text) if side == "request" else text)
    return [str(Blanked(side, "body"))] if found else []
