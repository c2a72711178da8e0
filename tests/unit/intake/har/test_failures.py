"""Names of browser errors become failures with a stage."""

import pytest

from inspector.intake.har.exchange import failure_of


@pytest.mark.parametrize(
    ("error", "stage", "kind"),
    [
        ("net::ERR_NAME_NOT_RESOLVED", "dns", "name-not-found"),
        ("net::ERR_CONNECTION_REFUSED", "connect", "refused"),
        ("NS_ERROR_CONNECTION_REFUSED", "connect", "refused"),
        ("net::ERR_CONNECTION_TIMED_OUT", "connect", "timeout"),
        ("net::ERR_TIMED_OUT", "wait", "timeout"),
        ("net::ERR_CERT_AUTHORITY_INVALID", "tls", "certificate"),
        ("net::ERR_SSL_PROTOCOL_ERROR", "tls", "tls"),
        ("net::ERR_BAD_SSL_CLIENT_AUTH_CERT", "tls", "certificate"),
        ("net::ERR_TUNNEL_CONNECTION_FAILED", "proxy", "proxy-refused"),
        ("net::ERR_PROXY_CONNECTION_FAILED", "proxy", "proxy-refused"),
        ("net::ERR_EMPTY_RESPONSE", "wait", "reset"),
        ("net::ERR_BLOCKED_BY_CLIENT", "send", "blocked-by-browser"),
        ("net::ERR_ABORTED", "stopped", "stopped"),
        ("", "wait", "no-reply"),
    ],
)
def test_stage_and_kind(error, stage, kind):
    failure = failure_of(error)
    assert (failure.stage, failure.kind) == (stage, kind)
    assert failure.message.endswith(".")
    assert failure.detail == error
