"""What a sent token is: a JWT with its times and issuer, an encrypted one, or a known key."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from inspector.annotate.sent import SentCredential, credentials
from inspector.annotate.times import judged_at
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.dates import from_seconds
from inspector.protocol.keys import key_shapes, key_words
from inspector.protocol.scheme_words import LOGINS
from inspector.protocol.tokens import jose
from inspector.protocol.tokens.jose import Jwe, Jws
from inspector.protocol.urls import host_of
from inspector.wording import tr
from inspector.wording.dates import near_stamp
from inspector.wording.durations import length

_SOON = timedelta(seconds=60)
_MAX = 60


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain the tokens in Authorization and Proxy-Authorization."""
    exchange = attempt.exchanges[index]
    for sent in credentials(attempt, index):
        if sent.word in LOGINS or exchange.lacks_header(sent.line.name):
            continue
        token = jose.read(sent.rest) if "." in sent.rest else None
        if token is None:
            yield from _key(sent, host_of(exchange.request.url))
        else:
            yield from _token(sent, token, judged_at(exchange))


def _note(sent: SentCredential, text: str, level: Level, kind: str) -> Annotation:
    reference = "RFC 7519 §4.1" if kind.startswith("token-") else ""
    return Annotation(
        place=sent.line.place(sent.span), text=text, level=level, kind=kind, reference=reference
    )


def _key(sent: SentCredential, host: str) -> Iterator[Annotation]:
    value = sent.rest.strip()
    if near_stamp := key_words.described(value, host):
        yield _note(sent, *near_stamp, "key-shape")
        return
    shape = key_shapes.recognise(value)
    if shape is not None:
        text = tr("opaque token ({shape})", shape=shape.kind)
        yield _note(sent, text, "info", "key-shape")


def _token(sent: SentCredential, token: Jws | Jwe, now: datetime | None) -> Iterator[Annotation]:
    for defect in token.defects:
        start = sent.span[0]
        span = (start + defect.span[0], start + defect.span[1])
        yield Annotation(
            place=sent.line.place(span), text=defect.message, level="odd", kind="token-defect"
        )
    if isinstance(token, Jwe):
        yield _note(
            sent, tr("encrypted token (JWE): its claims can't be read"), "info", "token-kind"
        )
        return
    yield _note(sent, _described(token), "info", "token-kind")
    if token.is_unsigned:
        yield _note(sent, tr("it has no signature"), "bad", "token-signature")
    yield from _claims(sent, token.claims or {}, now)


def _described(token: Jws) -> str:
    algorithm = _short(token.header.get("alg")) or tr("no alg")
    issuer = _short((token.claims or {}).get("iss"))
    if issuer:
        return tr("JWT, {algorithm}, issued by {issuer}", algorithm=algorithm, issuer=issuer)
    return tr("JWT, {algorithm}", algorithm=algorithm)


def _claims(
    sent: SentCredential, claims: dict[str, Any], now: datetime | None
) -> Iterator[Annotation]:
    for name in ("exp", "nbf", "iat"):
        if name in claims:
            text, level = judged(name, claims[name], now)
            yield _note(sent, text, level, f"token-{name}")
    audience = claims.get("aud")
    if audience:
        names = audience if isinstance(audience, list) else [audience]
        text = tr("made for {audience}", audience=", ".join(_short(one) for one in names[:3]))
        yield _note(sent, text, "info", "token-aud")


def judged(name: str, value: object, now: datetime | None) -> tuple[str, Level]:
    """Return what a time claim says at that moment, and whether that is good."""
    when = from_seconds(value)
    if when is None:
        return tr("{name} is no number of seconds", name=name), "bad"
    time = near_stamp(when, now)
    if now is None:
        return f"{name} {time}", "info"
    if name == "exp":
        return _expiry(time, when, now)
    if when - now > _SOON:
        ahead = length(when - now)
        return tr("{name} {time}, {ahead} ahead", name=name, time=time, ahead=ahead), "bad"
    return f"{name} {time}", "info"


def _expiry(time: str, when: datetime, now: datetime) -> tuple[str, Level]:
    if when <= now:
        return tr("exp {time}, already past", time=time), "bad"
    left = length(when - now)
    return tr(
        "exp {time}, {left} left", time=time, left=left
    ), "odd" if when - now < _SOON else "good"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return text if len(text) <= _MAX else f"{text[:_MAX]}…"
