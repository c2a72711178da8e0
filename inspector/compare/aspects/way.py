"""How it got there: redirects and rounds, connection, TLS, proxy, times."""

from collections.abc import Iterator

from inspector.compare.fact import Fact
from inspector.compare.side import Side
from inspector.protocol.redaction import masked_url
from inspector.wording import tr
from inspector.wording.durations import whole_milliseconds

PLACE, ID = 80, "way"


def title() -> str:
    """Return the section's title."""
    return tr("The way there")


def facts(side: Side) -> Iterator[Fact]:
    """Return rounds, connection and times."""
    for number, exchange in enumerate(side.attempt.exchanges[:-1], 1):
        status = exchange.reply.status if exchange.reply else "–"
        text = (
            f"{exchange.request.method} {masked_url(exchange.request.url, side.known)} → {status}"
        )
        yield Fact(name=tr("Round {number}", number=number), text=text, weight="auth")
        dropped = ", ".join(each.name for each in exchange.dropped)
        if dropped:
            yield Fact(
                name=tr("Dropped in round {number}", number=number), text=dropped, weight="auth"
            )
    connection = side.exchange.connection
    if connection is not None:
        for name, text in (
            (tr("Connected to"), connection.peer),
            (tr("Proxy"), masked_url(connection.proxy, side.known)),
            (tr("TLS"), connection.tls_version),
            (tr("Cipher"), connection.cipher),
            (tr("Name called (SNI)"), connection.server_name),
            (tr("Protocol agreed on (ALPN)"), connection.alpn),
        ):
            if text:
                yield Fact(name=name, text=text, weight="auth" if name == tr("Proxy") else "plain")
    total = side.exchange.timing.total
    if total is not None:
        yield Fact(name=tr("Time"), text=whole_milliseconds(total), weight="noise")
