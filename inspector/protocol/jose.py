"""Takes a JWS or JWE apart without judging it, whatever surrounds it (RFC 7515 §3, RFC 7516 §3).

Tolerant: a scheme word, quotes, blanks, line breaks, padding and the ordinary Base64 alphabet
are accepted and reported as defects. Nothing is verified here.
"""

import base64
import binascii
import re
from typing import Any

import msgspec

from inspector.model.message import Span
from inspector.protocol.jose_defects import JoseDefect, JoseDefectKind, jose_defect
from inspector.protocol.json_text import parse_object

MOST_CHARACTERS = 1_000_000


class Jws(msgspec.Struct, frozen=True, kw_only=True):
    """A signed token. claims: None where the payload is no JSON object. parts: their places."""

    header: dict[str, Any]
    claims: dict[str, Any] | None
    payload: bytes
    signature: bytes
    parts: tuple[Span, ...]
    compact: str
    defects: tuple[JoseDefect, ...] = ()

    def __repr__(self) -> str:
        return f"Jws(header={self.header!r})"

    @property
    def is_unsigned(self) -> bool:
        """Whether there is no signature at all."""
        return not self.signature


class Jwe(msgspec.Struct, frozen=True, kw_only=True):
    """An encrypted token; only its header can be read without the key."""

    header: dict[str, Any]
    parts: tuple[Span, ...]
    compact: str
    defects: tuple[JoseDefect, ...] = ()
    claims: None = None
    signature: bytes = b""

    def __repr__(self) -> str:
        return f"Jwe(header={self.header!r})"


_JWS_PARTS, _JWE_PARTS = 3, 5
_PREFIX = re.compile(
    r"(?:(?:proxy-)?authorization[ \t]*:[ \t]*)?(?:(?:bearer|dpop|token|jwt)[ \t:=]+)*",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[\s\x00]+")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9\-_]")
_TOKEN = re.compile(r"[A-Za-z0-9\-_+/=\s]*(?:\.[A-Za-z0-9\-_+/=\s]*){2,4}\Z")
_LOOKS_LIKE = re.compile(r"eyJ[A-Za-z0-9\-_]{8,}={0,2}\.[A-Za-z0-9\-_]*={0,2}\.", re.ASCII)


def looks_like_jose(text: str) -> bool:
    """Whether the text contains what commonly is a JWS or JWE; quick, for long texts."""
    return bool(_LOOKS_LIKE.search(text))


def read(text: str) -> Jws | Jwe | None:
    """Return the token in the text, or None where there is none with a readable header.

    Never raises. The token may have a prefix and blanks, but must be all there is.
    """
    return _Splitter(text).read()


class _Splitter:
    """One reading of one text, with the defects met on the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._defects: list[JoseDefect] = []

    def read(self) -> Jws | Jwe | None:
        if len(self._text) > MOST_CHARACTERS or "." not in self._text:
            return None
        start, end = self._trim()
        if not _TOKEN.match(self._text, start, end):
            return None
        spans = self._spans(start, end)
        header = self._object(spans[0], 0)
        if header is None or len(spans) not in (_JWS_PARTS, _JWE_PARTS):
            return None
        compact = ".".join(_BLANK.sub("", self._text[a:b]).rstrip("=") for a, b in spans)
        if len(spans) == _JWE_PARTS:
            return Jwe(header=header, parts=spans, compact=compact, defects=tuple(self._defects))
        payload = self._bytes(spans[1], 1)
        claims = self._claims(payload, spans[1])
        return Jws(
            header=header,
            claims=claims,
            payload=payload,
            signature=self._bytes(spans[2], 2),
            parts=spans,
            compact=compact,
            defects=tuple(self._defects),
        )

    def _trim(self) -> tuple[int, int]:
        """Leave out blanks, quotes and scheme words at the ends."""
        start, end = self._strip(0, len(self._text))
        if (found := _PREFIX.match(self._text, start, end)) and found[0]:
            self._note("prefix", found.span())
            start, end = self._strip(found.end(), end)
        return start, end

    def _strip(self, start: int, end: int) -> tuple[int, int]:
        kinds: tuple[tuple[JoseDefectKind, str], ...] = (
            ("blanks", " \t\r\n\f\v\x00\ufeff\xa0"),
            ("quotes", "\"'`“”‘’<>,;"),
            ("blanks", " \t\r\n"),
        )
        for kind, characters in kinds:
            body = self._text[start:end]
            left = len(body) - len(body.lstrip(characters))
            right = len(body) - len(body.rstrip(characters))
            if left:
                self._note(kind, (start, start + left))
            if right and left < len(body):
                self._note(kind, (end - right, end))
            start, end = start + left, max(start + left, end - right)
        return start, end

    def _spans(self, start: int, end: int) -> tuple[Span, ...]:
        spans = []
        for part in self._text[start:end].split("."):
            spans.append((start, start + len(part)))
            start += len(part) + 1
        return tuple(spans)

    def _bytes(self, span: Span, index: int) -> bytes:
        """Decode one part; an undecodable one gives no bytes and a defect."""
        part = self._text[span[0] : span[1]]
        if found := _BLANK.search(part):
            self._note("blanks", (span[0] + found.start(), span[0] + found.end()))
            part = _BLANK.sub("", part)
        if part.endswith("="):
            self._note("padding", (span[1] - 1, span[1]), index)
            part = part.rstrip("=")
        if "+" in part or "/" in part:
            self._note("alphabet", span, index)
            part = part.translate({43: "-", 47: "_"})
        if _NOT_BASE64.search(part):
            self._note("bad-base64", span, index)
            return b""
        try:
            return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        except (binascii.Error, ValueError):
            self._note("bad-base64", span, index)
            return b""

    def _object(self, span: Span, index: int) -> dict[str, Any] | None:
        return self._claims(self._bytes(span, index), span, index)

    def _claims(self, data: bytes, span: Span, index: int = 1) -> dict[str, Any] | None:
        if not data:
            self._note("empty-part", span, index)
            return None
        found = parse_object(data)
        if found is None:
            kind: JoseDefectKind = "not-an-object" if data[:1] != b"{" else "bad-json"
            self._note(kind, span, index)
            return None
        for name in found.duplicates:
            self._note("duplicate-key", span, index, name)
        return found.value

    def _note(self, kind: JoseDefectKind, span: Span, index: int = 0, name: str = "") -> None:
        self._defects.append(jose_defect(kind, span, index, name))
