"""What the payload of a signed token is where it is no object: another token, text, or nothing."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec

from inspector.annotate.tokens import claims
from inspector.model.token import TokenPart, TokenRemark, TokenRow
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.jose import Jwe, Jws
from inspector.wording import tr, tr_n

InnerKind = Literal["", "detached", "signed", "encrypted", "content"]
_DEEPEST = 5
_LONGEST = 500


class Inner(msgspec.Struct, frozen=True, kw_only=True):
    """kind: "" for ordinary claims. claims: those that count, of the innermost token.

    tokens: the inner ones, the outer first.
    """

    kind: InnerKind = ""
    claims: dict[str, Any] = {}
    tokens: tuple[Jws | Jwe, ...] = ()
    text: str = ""
    is_encoded: bool = True

    def rows(self) -> tuple[TokenRow, ...]:
        """Return what stands in the payload's place."""
        if self.kind == "detached":
            return (TokenRow(name="content", value=tr("not in the token"), level="odd"),)
        if self.kind in ("signed", "encrypted"):
            return (TokenRow(name="content", value=tr("another token, taken apart below")),)
        if self.kind == "content":
            return (TokenRow(name="content", value=self.text),)
        return ()

    def parts(self, now: datetime) -> tuple[TokenPart, ...]:
        """Return the parts of the inner tokens; their places are not in the text."""
        made = []
        for depth, token in enumerate(self.tokens, start=1):
            number = f" {depth}" if len(self.tokens) > 1 else ""
            rows = claims.rows(token.header, now)
            title = tr("Inner header{number}", number=number)
            made.append(TokenPart(name=f"inner-header{number}", title=title, rows=rows))
            if token.claims:
                rows = claims.rows(token.claims, now)
                title = tr("Inner payload{number}", number=number)
                made.append(TokenPart(name=f"inner-payload{number}", title=title, rows=rows))
        return tuple(made)

    def remarks(self) -> Iterator[TokenRemark]:
        """Say what is special."""
        if self.kind == "detached":
            text = tr("Its content is sent elsewhere, often as the body; both are needed to check.")
            yield TokenRemark(text=text)
        if not self.is_encoded:
            text = tr("The content is signed as it is, not as Base64 (b64=false, RFC 7797).")
            yield TokenRemark(text=text)
        if self.kind == "encrypted":
            text = tr("The inner token is encrypted: only the API and the issuer can read it.")
            yield TokenRemark(text=text)
        if len(self.tokens) == _DEEPEST:
            text = tr("It goes on inside; {count} levels are shown.", count=_DEEPEST)
            yield TokenRemark(text=text, level="odd")


def inner_of(token: Jws) -> Inner:
    """Look into the payload of a token."""
    plain = token.is_encoded
    if token.is_detached:
        return Inner(kind="detached", is_encoded=plain)
    if token.claims is not None:
        return Inner(claims=token.claims, is_encoded=plain)
    tokens = tuple(_tokens(token))
    if not tokens:
        return _content(token)
    last = tokens[-1]
    kind: InnerKind = "encrypted" if isinstance(last, Jwe) else "signed"
    return Inner(kind=kind, claims=last.claims or {}, tokens=tokens, is_encoded=plain)


def _tokens(token: Jws) -> Iterator[Jws | Jwe]:
    found: Jws | Jwe | None = token
    for _ in range(_DEEPEST):
        if not isinstance(found, Jws) or found.claims is not None:
            return
        text = _text(found.payload)
        found = jose.read(text) if text and text.count(".") > 1 else None
        if found is None:
            return
        yield found


def _content(token: Jws) -> Inner:
    """Return content that is no token; bytes only as their number."""
    if not token.payload:
        return Inner(is_encoded=token.is_encoded)
    text = _text(token.payload)
    if not text:
        text = tr_n("{count} byte", "{count} bytes", len(token.payload))
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return Inner(kind="content", text=shown, is_encoded=token.is_encoded)


def _text(data: bytes) -> str:
    """Return printable text, else nothing."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if all(each.isprintable() or each in "\t\r\n" for each in text) else ""
