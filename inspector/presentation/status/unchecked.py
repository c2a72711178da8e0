"""What is said over an answer whose server showed a certificate that nobody checked."""

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.protocol.urls import host_of
from inspector.wording import tr


def unchecked_notice(attempt: Attempt) -> str:
    """Return the sentence; empty where every certificate was checked, or there was none."""
    found = next(filter(_is_unchecked, attempt.exchanges), None)
    if found is None:
        return ""
    host = host_of(found.request.url)
    danger = tr(
        "The certificate of {host} was not checked: anybody on the way could read and change this.",
        host=host,
    )
    if attempt.request is not None and attempt.request.options.verify_tls:
        return tr("{danger} Only this once: the next send checks again.", danger=danger)
    return danger


def is_distrusted(exchange: Exchange) -> bool:
    """Whether the server's certificate was checked and refused."""
    return exchange.failure is not None and exchange.failure.kind == "certificate"


def _is_unchecked(exchange: Exchange) -> bool:
    connection = exchange.connection
    through = connection is not None and bool(connection.tls_version)
    refused = exchange.failure is not None and exchange.failure.stage == "tls"
    return through and connection is not None and connection.verified is False and not refused
