"""What curl's remarks say, in the words of several versions."""

import pytest

from inspector.intake.transcript.transcript_reader import (
    address_in,
    another_url,
    connection_after,
    failure_of,
)


@pytest.mark.parametrize(
    ("line", "stage", "kind"),
    [
        ("* Could not resolve host: a.example", "dns", "name-not-found"),
        ("curl: (6) Could not resolve host: a.example", "dns", "name-not-found"),
        ("curl: (5) Could not resolve proxy: p", "proxy", "name-not-found"),
        ("* Failed to connect to a port 1 after 0 ms: Connection refused", "connect", "refused"),
        ("curl: (7) Failed to connect to a port 1: Couldn't connect to server", "connect", "refused"),
        ("curl: (7) Failed to connect to a port 1: No route to host", "connect", "unreachable"),
        ("curl: (28) Connection timed out after 5001 milliseconds", "connect", "timeout"),
        ("curl: (28) Operation timed out after 3000 milliseconds", "wait", "timeout"),
        ("curl: (52) Empty reply from server", "wait", "reset"),
        ("curl: (56) Recv failure: Connection reset by peer", "wait", "reset"),
        ("* SSL certificate problem: self-signed certificate", "tls", "certificate"),
        ("curl: (60) SSL certificate problem: unable to get local issuer", "tls", "certificate"),
        ("curl: (35) OpenSSL/3: error:0A000410:SSL routines::ssl/tls alert handshake failure",
         "tls", "tls"),
        ("* CONNECT tunnel failed, response 407", "proxy", "proxy-refused"),
        ("curl: (56) Received HTTP code 407 from proxy after CONNECT", "proxy", "proxy-refused"),
        ("curl: (1) Received HTTP/0.9 when not allowed", "headers", "malformed-reply"),
        ("curl: (18) transfer closed with 5 bytes remaining to read", "body", "reset"),
        ("curl: (47) Maximum (50) redirects followed", "headers", "too-many-redirects"),
        ("curl: (99) Something new", "wait", "no-reply"),
    ],
)  # fmt: skip
def test_failures(line, stage, kind):
    failure = failure_of(line)
    assert (failure.stage, failure.kind) == (stage, kind)
    assert failure.message.endswith(".")
    assert failure.detail


@pytest.mark.parametrize(
    "line",
    ["*   Trying 127.0.0.1:80...", "* Connection #0 to host a left intact", "> GET / HTTP/1.1",
     "* connect to 1.2.3.4 port 1 failed: Connection refused"],
)  # fmt: skip
def test_lines_that_end_nothing(line):
    assert failure_of(line) is None


def test_addresses():
    assert address_in("* Failed to connect to a.example port 81 after 0 ms: x") == "a.example:81"
    assert address_in("curl: (6) Could not resolve host: a.example") == "a.example"
    assert address_in("curl: (52) Empty reply from server") == ""


def test_redirects():
    assert another_url("* Issue another request to this URL: 'http://b/'") == "http://b/"
    assert another_url("* else") == ""


def test_the_connection_grows():
    connection = None
    for line in (
        "* Connected to a.example (93.184.216.34) port 443 (#0)",
        "* ALPN: server accepted h2",
        "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS",
        "*  SSL certificate verify ok.",
        "* something else",
    ):
        connection = connection_after(line, connection)
    assert connection.peer == "93.184.216.34:443"
    assert (connection.alpn, connection.tls_version, connection.verified) == ("h2", "1.3", True)
    assert connection.cipher == "TLS_AES_256_GCM_SHA384"
    assert connection_after("* Re-using existing http: connection with host a", connection).reused


def test_the_connection_of_newer_versions():
    line = "* Established connection to a.example (1.2.3.4 port 80) from 10.0.0.1 port 5"
    assert connection_after(line, None).peer == "1.2.3.4:80"
