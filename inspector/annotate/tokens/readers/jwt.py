"""Takes a signed token (JWS, RFC 7515; JWT, RFC 7519) apart; a damaged one as far as it goes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from inspector.annotate.tokens import advice, claims
from inspector.annotate.tokens.damaged_jwt import damaged_jwt
from inspector.annotate.tokens.given import Given
from inspector.annotate.tokens.inner import Inner, inner_of
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.protocol.redaction import DOTS
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.claim_names import SCOPE
from inspector.protocol.tokens.jose import Jws
from inspector.wording import tr, tr_n

_LAST, _LONG = 4, 32
_SHORT = frozenset({"dpop+jwt", "logout+jwt", "secevent+jwt"})  # judged by iat


def fit(text: Given) -> float:
    """Return how surely the text is a JWT, whole or damaged."""
    if isinstance(_token(text), Jws):
        return 0.95
    return 0.6 if text.rest.startswith("eyJ") else 0.0


def read(text: Given, now: datetime) -> Token:
    """Take the token apart; where it is damaged, point at the first bad character."""
    token = _token(text)
    if not isinstance(token, Jws):
        return damaged_jwt(text, now)
    inner = inner_of(token)
    members = inner.claims
    return Token(
        kind="jwt",
        title=_title(token, inner),
        result=_result(token, inner),
        todo=_detached_todo() if token.is_detached else "",
        masked=_masked(token, inner),
        parts=(*_parts(token, inner, now), *inner.parts(now)),
        issued=claims.first_time(members, ("iat",)),
        not_before=claims.first_time(members, ("nbf",)),
        expires=claims.first_time(members, ("exp",)),
        remarks=tuple(_remarks(token, inner)),
    )


def _token(text: Given) -> object:
    return jose.read(text.whole) or jose.read(text.rest)


def _title(token: Jws, inner: Inner) -> str:
    header, members = token.header, inner.claims
    if token.is_detached:
        return tr("Signature without its content (detached JWS)")
    if inner.kind == "signed":
        return tr("Signed token inside a signed token (nested JWT)")
    if inner.kind == "encrypted":
        return tr("Encrypted token inside a signed token (nested JWT)")
    return _plain_title(header, members)


def _detached_todo() -> str:
    return tr("It signs the body it came with: one that was altered or written anew breaks it.")


def _result(token: Jws, inner: Inner) -> str:
    """Return what no check of a member says; empty for an ordinary token."""
    if token.is_unsigned or "exp" in inner.claims or "exp" in (token.claims or {}):
        return ""
    if token.claims is None and not inner.kind and not token.is_detached:
        return tr("Signed token that holds no claims")
    named = _title(token, inner).removesuffix(" (JWT)")
    lasting = "alg" in token.header and bool(token.claims) and _kind(token.header) not in _SHORT
    return tr("{token} never expires by itself", token=named) if lasting else ""


def _kind(header: dict[str, Any]) -> str:
    return str(header.get("typ", "")).lower().removeprefix("application/")


def _plain_title(header: dict[str, Any], members: dict[str, Any]) -> str:
    kind = _kind(header)
    titles = {
        "at+jwt": tr("Access token (JWT)"),
        "dpop+jwt": tr("DPoP proof (JWT)"),
        "logout+jwt": tr("Logout token (JWT)"),
        "secevent+jwt": tr("Security event (JWT)"),
    }
    if kind in titles:
        return titles[kind]
    if "alg" not in header:
        return tr("Signed value that is no JWT (a Flask session, perhaps)")
    if "at_hash" in members or "c_hash" in members or "nonce" in members:
        return tr("ID token (JWT)")
    if not members.keys().isdisjoint(SCOPE):
        return tr("Access token (JWT)")
    return tr("Signed token (JWT)")


def _parts(token: Jws, inner: Inner, now: datetime) -> tuple[TokenPart, ...]:
    header, payload, signature = token.parts
    size = tr_n("{count} byte", "{count} bytes", len(token.signature))
    signed = TokenRow(name="signature", value=DOTS if token.signature else "", meaning=size)
    return (
        TokenPart(
            name="header",
            title=tr("Header"),
            rows=claims.rows(token.header, now),
            start=header[0],
            end=header[1],
        ),
        TokenPart(
            name="payload",
            title=tr("Payload"),
            rows=claims.rows(token.claims or {}, now) or inner.rows(),
            start=payload[0],
            end=payload[1],
        ),
        TokenPart(
            name="signature",
            title=tr("Signature"),
            rows=(signed,),
            start=signature[0],
            end=signature[1],
        ),
    )


def _remarks(token: Jws, inner: Inner) -> Iterator[TokenRemark]:
    for defect in token.defects:
        if not (token.is_detached and defect.kind == "empty-part"):
            start, end = defect.span
            yield TokenRemark(text=defect.message, level="odd", start=start, end=end)
    if token.is_unsigned:
        text = tr("It has no signature: no careful server accepts it.")
        yield TokenRemark(text=text, level="bad")
    yield from inner.remarks()
    if token.claims is None and not inner.kind:
        yield TokenRemark(text=tr("The payload holds no claims."), level="odd")
    elif inner.claims and "exp" not in inner.claims:
        yield TokenRemark(text=tr("It has no exp: it never expires by itself."), level="odd")
    yield TokenRemark(text=advice.not_checked())


def _masked(token: Jws, inner: Inner) -> str:
    head, _, signature = token.compact.rpartition(".")
    if inner.kind in ("signed", "encrypted"):
        head = f"{head.partition('.')[0]}.{DOTS}"
    shown = DOTS + signature[-_LAST:] if len(signature) >= _LONG else DOTS
    return f"{head}.{shown}" if signature else f"{head}."
