"""Makes of an answer what the history keeps: a line of the list, and the whole, masked."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from inspector.annotate.tokens.carried import carried
from inspector.export.options import Options
from inspector.export.redact import redact
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.finding import Verdict
from inspector.model.message import Header, Message, readable
from inspector.protocol.redaction import (
    fingerprint,
    message_url_spans,
    replaced,
    target_spans,
)
from inspector.record.kept import Kept
from inspector.record.row import Row
from inspector.workbench.answer import Answer
from inspector.workbench.edited_tokens import note_of
from inspector.workbench.token_uses import token_uses

_FIRST = ("authorization", "proxy-authorization", "cookie")
LARGEST = 1024 * 1024  # bytes of a body that are kept: masking takes about a second for two
_END = 64 * 1024  # bytes before a cut that are left out: a secret there may not be recognised


def remembered(answer: Answer, known: tuple[str, ...], key: bytes) -> tuple[Row, Kept]:
    """Return the line and the whole of an answer.

    known: values of the vault. key: of the fingerprints, kept in the vault. Signed tokens keep
    header and claims, without the signature they open nothing. Of a large body the beginning is
    kept, marked as cut.
    """
    lighter = msgspec.structs.replace(answer, attempt=_cut(answer.attempt, LARGEST))
    redacted = redact(lighter, Options(known=known, treatment="keep-claims", mask_leaks=True))
    kept = Kept(
        attempt=_cut(redacted.attempt, LARGEST - _END, of=answer.attempt),
        annotations=redacted.annotations,
        verdict=redacted.verdict,
        tokens=token_uses(answer.attempt, answer.verdict, key, redacted.attempt),
    )
    return _row(kept, answer.attempt, key), kept


def _cut(attempt: Attempt, longest: int, of: Attempt | None = None) -> Attempt:
    """Return the attempt with no body over `longest`; of: whose sizes decide what is cut."""
    pairs = zip(attempt.exchanges, (of or attempt).exchanges, strict=True)
    return msgspec.structs.replace(
        attempt, exchanges=tuple(_lighter(one, whole, longest) for one, whole in pairs)
    )


def _lighter(one: Exchange, whole: Exchange, longest: int) -> Exchange:
    replace, message, reply = msgspec.structs.replace, one.request, one.reply
    if len(whole.request.body) > LARGEST:
        size = message.body_size or len(whole.request.body)
        spans = tuple(span for span in message.body_secret if span[1] <= longest)
        body = message.body[:longest]
        message = replace(message, body=body, body_size=size, body_secret=spans)
    if reply is not None and whole.reply is not None and len(whole.reply.body) > LARGEST:
        reply = replace(reply, body=reply.body[:longest], cut=True)
    raw_sent = one.raw_sent if len(whole.raw_sent) <= LARGEST + _END else b""
    raw_received = one.raw_received if len(whole.raw_received) <= LARGEST + _END else b""
    return replace(one, request=message, reply=reply, raw_sent=raw_sent, raw_received=raw_received)


def line_of(answer: Answer) -> Row:
    """Return the line of an answer that is not in the history, with what tells it apart."""
    shown = _shown(answer.attempt, answer.verdict)
    request = shown.request if shown else Message(method="", url="")
    host, path = _parts(replaced(request.url, message_url_spans(request)))
    finding = next(iter(answer.verdict.findings), None)
    return Row(
        id=answer.attempt.id,
        started=_milliseconds(answer.attempt),
        method=request.method,
        host=host,
        path=path,
        status=shown.reply.status if shown and shown.reply else None,
        finding=finding.slug if finding else "",
        title=finding.title if finding else "",
        origin=answer.attempt.origin,
        parent=answer.attempt.parent,
    )


def _row(kept: Kept, whole: Attempt, key: bytes) -> Row:
    shown = _shown(kept.attempt, kept.verdict)
    finding = kept.verdict.findings[0] if kept.verdict.findings else None
    scheme, secret = credential_of(_shown(whole, kept.verdict))
    request = shown.request if shown else Message(method="", url="")
    parts = _parts(request.url)
    return Row(
        id=whole.id,
        started=_milliseconds(whole),
        name=kept.attempt.request.name if kept.attempt.request else "",
        method=request.method,
        host=parts[0],
        path=parts[1],
        url=readable(request.url),
        status=shown.reply.status if shown and shown.reply else None,
        environment=whole.environment,
        credential=fingerprint(secret, key) if secret else "",
        scheme=scheme,
        origin=whole.origin,
        parent=whole.parent,
        duration=round(sum(one.timing.total or 0 for one in whole.exchanges)),
        cause=finding.cause.value if finding else "",
        finding=finding.slug if finding else "",
        certainty=finding.certainty.value if finding else "",
        title=finding.title if finding else "",
        note=note_of(whole.request),
    )


def _shown(attempt: Attempt, verdict: Verdict) -> Exchange | None:
    """Return the exchange that is explained, else the last one."""
    exchanges = attempt.exchanges
    if not exchanges:
        return None
    explained = verdict.entry is not None and verdict.entry < len(exchanges)
    return exchanges[verdict.entry if explained and verdict.entry is not None else -1]


def credential_of(exchange: Exchange | None) -> tuple[str, str]:
    """Return scheme and secret of what an exchange was sent with; empty without a credential."""
    if exchange is None:
        return "", ""
    headers = sorted(exchange.request.headers, key=_rank)
    for header in headers:
        scheme, secret = carried(header)
        if secret:
            return scheme, secret
    spans = target_spans(exchange.request)
    target = exchange.request.target or exchange.request.url
    secret = "".join(target[start:end] for start, end in spans)
    return ("query", secret) if secret else ("", "")


def _rank(header: Header) -> int:
    name = header.name.lower()
    return _FIRST.index(name) if name in _FIRST else 1


def _parts(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(readable(url))
        return (parts.hostname or "").lower(), parts.path or "/"
    except ValueError:
        return "", readable(url)


def _milliseconds(attempt: Attempt) -> int:
    begun = attempt.started or next(
        (one.started for one in attempt.exchanges if one.started is not None), None
    )
    return int((begun or datetime.now(UTC)).timestamp() * 1000)
