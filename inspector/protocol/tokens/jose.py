"""Takes a JWS or JWE apart without judging it, whatever surrounds it (RFC 7515 §3, RFC 7516 §3).

Tolerant: a scheme word, quotes, blanks, line breaks, padding and the ordinary Base64 alphabet
are accepted and reported as defects. Nothing is verified here.
"""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from inspector.model.message import Span
from inspector.protocol.json_text import parse_object
from inspector.protocol.patterns import lazy_re
from inspector.protocol.scheme_words import TOKEN_SCHEMES
from inspector.wording import tr

# ---------------- The one sentence that says what is wrong at a place of a token
JoseDefectKind = Literal[
    "prefix",
    "quotes",
    "blanks",
    "padding",
    "alphabet",
    "bad-base64",
    "bad-json",
    "not-an-object",
    "duplicate-key",
    "empty-part",
]


class JoseDefect(msgspec.Struct, frozen=True, kw_only=True):
    """What was wrong, and where in the text that was given (half-open)."""

    kind: JoseDefectKind
    message: str
    span: Span


_PART_NAMES: tuple[Callable[[], str], ...] = (
    lambda: tr("header"),
    lambda: tr("payload"),
    lambda: tr("signature"),
)
_SENTENCES: dict[JoseDefectKind, Callable[[str, str], str]] = {
    "prefix": lambda *_: tr("A scheme word stands before the token."),
    "quotes": lambda *_: tr("Quotes or other punctuation surround the token."),
    "blanks": lambda *_: tr("Blanks or line breaks lie around or inside the token."),
    "padding": lambda part, _: tr(
        "The {part} ends with =, which a compact token must not have.", part=part
    ),
    "alphabet": lambda part, _: tr("The {part} uses + and / where a token has - and _.", part=part),
    "bad-base64": lambda part, _: tr("The {part} is no valid Base64.", part=part),
    "bad-json": lambda part, _: tr("The {part} is no valid JSON.", part=part),
    "not-an-object": lambda part, _: tr("The {part} is not a JSON object.", part=part),
    "duplicate-key": lambda part, name: tr(
        "The {part} contains {name} more than once; readers disagree which one counts.",
        part=part,
        name=name,
    ),
    "empty-part": lambda part, _: tr("The {part} is empty.", part=part),
}


def jose_defect(kind: JoseDefectKind, span: Span, index: int = 0, name: str = "") -> JoseDefect:
    """Return the defect with its sentence; index: of the part of the token; name: of a member."""
    part = _PART_NAMES[index]()
    return JoseDefect(kind=kind, message=_SENTENCES[kind](part, name[:40]), span=span)


MOST_CHARACTERS = 1_000_000


class Jws(msgspec.Struct, frozen=True, kw_only=True):
    """A signed token. claims: None where the payload is no JSON object. parts: their places.

    is_encoded: False where the payload stands in the token as it is (b64=false, RFC 7797).
    """

    header: dict[str, Any]
    claims: dict[str, Any] | None
    payload: bytes
    signature: bytes
    parts: tuple[Span, ...]
    compact: str
    defects: tuple[JoseDefect, ...] = ()
    is_encoded: bool = True

    def __repr__(self) -> str:
        return f"Jws(header={self.header!r})"

    @property
    def signed(self) -> bytes:
        """What the signature covers (RFC 7515 §5.1, RFC 7797 §3)."""
        return self.compact.rpartition(".")[0].encode("utf-8", "surrogateescape")

    @property
    def is_detached(self) -> bool:
        """Whether the payload is left out: it is sent elsewhere (RFC 7515 appendix F)."""
        start, end = self.parts[1]
        return bool(self.signature) and not self.payload and start == end

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
# finds `Authorization: Bearer `
# but not `eyJhbGciOiJub25lIn0`
_PREFIX = lazy_re(
    r"(?:(?:proxy-)?authorization[ \t]*:[ \t]*)?"
    rf"(?:(?:{'|'.join(sorted(TOKEN_SCHEMES))})[ \t:=]+)*",
    re.IGNORECASE,
)
_BLANK = lazy_re(r"[\s\x00]+")
_NOT_BASE64 = lazy_re(r"[^A-Za-z0-9\-_]")
_TOKEN = lazy_re(r"[A-Za-z0-9\-_+/=\s]*(?:\.[A-Za-z0-9\-_+/=\s]*){2,4}\Z")


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
        is_plain = _TOKEN.match(self._text, start, end)
        spans = self._spans(start, end) if is_plain else self._ends(start, end)
        if len(spans) not in (_JWS_PARTS, _JWE_PARTS):
            return None
        header = self._object(spans[0], 0)
        if header is not None and header.get("b64") is False and len(spans) == _JWS_PARTS:
            return self._unencoded(header, spans)
        return self._encoded(header, spans) if header is not None and is_plain else None

    def _encoded(self, header: dict[str, Any], spans: tuple[Span, ...]) -> Jws | Jwe:
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

    def _unencoded(self, header: dict[str, Any], spans: tuple[Span, ...]) -> Jws:
        """Return a token whose payload stands in it as it is (RFC 7797 §5.2)."""
        head, payload, tail = (self._text[a:b] for a, b in spans)
        data = payload.encode("utf-8", "surrogatepass")
        found = parse_object(data) if data else None
        return Jws(
            header=header,
            claims=found.value if found else None,
            payload=data,
            signature=self._bytes(spans[2], 2),
            parts=spans,
            compact=f"{head.rstrip('=')}.{payload}.{tail.rstrip('=')}",
            defects=tuple(self._defects),
            is_encoded=False,
        )

    def _ends(self, start: int, end: int) -> tuple[Span, ...]:
        """Return what lies before the first, between, and after the last dot."""
        first, last = self._text.find(".", start, end), self._text.rfind(".", start, end)
        if not start <= first < last:
            return ()
        return (start, first), (first + 1, last), (last + 1, end)

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
