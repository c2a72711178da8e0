"""Looks at the certificate that was not accepted: a second connection that sends nothing."""

import ssl

import msgspec

from inspector.model.exchange import Certificate, Connection, Exchange, Failure
from inspector.wording import tr

_DAY = "%Y-%m-%d"


def with_certificate(exchange: Exchange, connection: Connection) -> Exchange:
    """Return the exchange with the chain that the server showed and what is wrong with it."""
    failure = exchange.failure
    if failure is None or not connection.chain:
        return exchange
    text = " ".join(
        part for part in (failure.message, detail(failure, connection.chain[0])) if part
    )
    return msgspec.structs.replace(
        exchange, connection=connection, failure=msgspec.structs.replace(failure, message=text)
    )


def detail(failure: Failure, own: Certificate) -> str:
    """Return the part of the certificate that the refusal is about, as a sentence."""
    reason = failure.detail.lower()
    if "expired" in reason and own.not_after is not None:
        return tr("It was valid until {day}.", day=own.not_after.strftime(_DAY))
    if "not yet valid" in reason and own.not_before is not None:
        return tr("It is valid from {day} on.", day=own.not_before.strftime(_DAY))
    if ("mismatch" in reason or "doesn't match" in reason) and own.names:
        return tr("It is made for {names}.", names=", ".join(own.names[:5]))
    if "issuer" in reason or "self" in reason:
        return tr("It was issued by {issuer}.", issuer=own.issuer)
    return ""


def trusting(model: ssl.SSLContext) -> ssl.SSLContext:
    """Return a context that accepts any certificate, as a look at it needs."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    made.minimum_version = model.minimum_version
    made.maximum_version = model.maximum_version
    return made
