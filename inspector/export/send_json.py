"""An attempt and its verdict as the object that `send --format json` prints; masked."""

from typing import Any

from inspector.export.trial_json import trial_object
from inspector.export.verdict_json import verdict_object
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange, Failure
from inspector.model.experiment import Trial
from inspector.model.finding import Verdict
from inspector.model.message import Header, Message, Reply, readable
from inspector.protocol.challenges import parsing

Json = dict[str, Any]


_NOTHING_TRIED = Trial()


def send_object(
    attempt: Attempt,
    verdict: Verdict,
    trial: Trial = _NOTHING_TRIED,
    sizes: tuple[tuple[int, int], ...] = (),
) -> Json:
    """Return status, exchanges, verdict and experiments as plain values.

    The attempt must be masked already (`protocol.redaction.masked_attempt`): this only shapes.
    sizes: of the bodies sent and received with each exchange, where masking shortened them.
    """
    replies = (exchange.reply for exchange in reversed(attempt.exchanges))
    last = next((reply for reply in replies if reply is not None), None)
    return {
        "status": last.status if last else None,
        "exchanges": _sized(list(map(exchange_object, attempt.exchanges)), sizes),
        "verdict": verdict_object(verdict, attempt),
        **trial_object(trial),
    }


def _sized(exchanges: list[Json], sizes: tuple[tuple[int, int], ...]) -> list[Json]:
    for exchange, (sent, received) in zip(exchanges, sizes, strict=False):
        exchange["request"]["body_size"] = sent
        if exchange["reply"]:
            exchange["reply"]["body_size"] = received
    return exchanges


def exchange_object(exchange: Exchange) -> Json:
    """Return one exchange's values; times in milliseconds."""
    reply = exchange.reply
    headers = reply.headers if reply else ()
    return {
        "purpose": exchange.purpose,
        "request": _request(exchange.request),
        "status": reply.status if reply else None,
        "challenges": _challenges(headers),
        "reply": _reply(reply) if reply else None,
        "failure": _failure(exchange.failure) if exchange.failure else None,
        "dropped": [
            {"name": gone.name, "reason": gone.reason, "rule": gone.rule}
            for gone in exchange.dropped
        ],
        "total_ms": exchange.timing.total,
    }


def _request(message: Message) -> Json:
    return {
        "method": message.method,
        "url": message.url,
        "http_version": message.http_version or None,
        "headers": _headers(message.headers),
        "body_size": message.body_size or len(message.body),
    }


def _reply(reply: Reply) -> Json:
    return {
        "status": reply.status,
        "reason": readable(reply.reason),
        "http_version": reply.http_version or None,
        "headers": _headers(reply.headers),
        "body_size": len(reply.body),
    }


def _headers(headers: tuple[Header, ...]) -> list[Json]:
    return [{"name": header.name, "value": readable(header.value)} for header in headers]


def _failure(failure: Failure) -> Json:
    return {"stage": failure.stage, "kind": failure.kind, "message": failure.message}


def _challenges(headers: tuple[Header, ...]) -> list[Json]:
    found = []
    for name in ("WWW-Authenticate", "Proxy-Authenticate"):
        for _, read in parsing.challenges_of(headers, name):
            params = {param.name: readable(param.value) for param in read.params}
            found.append({"scheme": read.scheme, "params": params})
    return found
