"""Makes of an answer what the history keeps: a line of the list, and the whole, masked."""

import msgspec

from inspector.annotate.tokens.carried import carried
from inspector.export.options import Options
from inspector.export.redact import redact
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, readable
from inspector.protocol.redaction import (
    fingerprint,
    message_url_spans,
    replaced,
    target_spans,
)
from inspector.protocol.urls import host_and_path
from inspector.record.kept import Kept, begun, row_of, shown_of
from inspector.record.row import Row
from inspector.workbench.answer import Answer
from inspector.workbench.attempts.edited_tokens import note_of
from inspector.workbench.attempts.token_uses import token_uses

_FIRST = ("authorization", "proxy-authorization", "cookie")
LARGEST = 1024 * 1024  # bytes of a body that are kept: masking takes about a second for two
_END = 64 * 1024  # bytes before a cut that are left out: a secret there may not be recognised


def remembered(answer: Answer, known: tuple[str, ...], key: bytes) -> tuple[Row, Kept]:
    """Return the line and the whole of an answer.

    known: values of the vault. key: of the fingerprints, kept in the vault. Signed tokens keep
    header and claims, without the signature they open nothing. Of a large body the beginning is
    kept, marked as cut.
    """
    kept = masked(answer, known)
    tokens = token_uses(answer.attempt, answer.verdict, key, kept.attempt)
    kept = msgspec.structs.replace(kept, tokens=tokens)
    return _row(kept, answer.attempt, key), kept


def masked(answer: Answer, known: tuple[str, ...]) -> Kept:
    """Return an answer without its secrets, large bodies cut, its tokens not yet counted."""
    lighter = msgspec.structs.replace(answer, attempt=_cut(answer.attempt, LARGEST))
    redacted = redact(lighter, Options(known=known, treatment="keep-claims", mask_leaks=True))
    return Kept(
        attempt=_cut(redacted.attempt, LARGEST - _END, of=answer.attempt),
        annotations=redacted.annotations,
        verdict=redacted.verdict,
    )


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
    shown = shown_of(answer.attempt, answer.verdict)
    request = shown.request if shown else Message(method="", url="")
    host, path = host_and_path(readable(replaced(request.url, message_url_spans(request))))
    finding = next(iter(answer.verdict.findings), None)
    return Row(
        id=answer.attempt.id,
        started=begun(answer.attempt),
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
    scheme, secret = credential_of(shown_of(whole, kept.verdict))
    return msgspec.structs.replace(
        row_of(kept),
        credential=fingerprint(secret, key) if secret else "",
        scheme=scheme,
        note=note_of(whole.request),
    )


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
