"""What `send` prints as text: the way the request took, line by line, then the verdict."""

from collections.abc import Iterator

from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Exchange
from inspector.model.experiment import Trial
from inspector.model.finding import Verdict
from inspector.model.message import readable
from inspector.presentation.exchange.exchange_words import tls
from inspector.presentation.terminal.trial_text import trial_text
from inspector.presentation.terminal.verdict_text import verdict_text
from inspector.protocol.redaction import masked_header_line, masked_url
from inspector.reading.request_words import asked_words
from inspector.wording import tr
from inspector.wording.durations import whole_milliseconds

_TOLD = ("www-authenticate", "proxy-authenticate", "location", "retry-after")


_NOTHING_TRIED = Trial()


def send_text(attempt: Attempt, verdict: Verdict, trial: Trial = _NOTHING_TRIED) -> str:
    """Return the exchanges, the experiments and the verdict; all must be masked already."""
    lines = [line for exchange in attempt.exchanges for line in _exchange(exchange)]
    tried = trial_text(trial)
    return "\n".join([*lines, *(["", tried] if tried else []), "", verdict_text(verdict)])


def _exchange(exchange: Exchange) -> Iterator[str]:
    message = exchange.request
    took = exchange.timing.total
    time = "" if took is None else f" ({whole_milliseconds(took)})"
    sent = asked_words(message.method, masked_url(message.url))
    yield f"{exchange.purpose}: {sent} -> {_end(exchange)}{time}"
    if exchange.connection is not None and (way := _way(exchange.connection)):
        yield f"  {way}"
    for gone in exchange.dropped:
        yield tr("  {name} was not sent along: {reason}", name=gone.name, reason=gone.reason)
    for header in exchange.reply.headers if exchange.reply is not None else ():
        if header.name.lower() in _TOLD:
            yield f"  {masked_header_line(header)}"


def _way(connection: Connection) -> str:
    """Say how it got there, as far as that is worth a line: TLS and proxy."""
    parts = []
    if connection.tls_version:
        parts.append(tls(connection.tls_version))
        if connection.server_name:
            parts.append(tr("called {name} (SNI)", name=connection.server_name))
        elif connection.called_no_name:
            parts.append(tr("called no name (SNI)"))
    if connection.alpn:
        parts.append(tr("{protocol} (ALPN)", protocol=connection.alpn))
    if connection.proxy:
        parts.append(tr("through {proxy}", proxy=masked_url(connection.proxy)))
    return ", ".join(parts)


def _end(exchange: Exchange) -> str:
    if exchange.failure is not None:
        return exchange.failure.message
    if exchange.reply is None:
        return tr("no reply")
    return f"{exchange.reply.status} {readable(exchange.reply.reason)}".rstrip()
