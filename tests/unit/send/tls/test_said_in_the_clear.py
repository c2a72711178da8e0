"""What a handshake said before it was encrypted: the name that was called, protocols offered."""

import pytest

from inspector.model.request import Options
from tests.fixtures.scripted import reply


@pytest.mark.parametrize(
    ("host", "version", "said"),
    [
        ("localhost", "1.1", ("localhost", {"http/1.1"})),
        ("localhost", "auto", ("localhost", {"http/1.1", "h2"})),
        ("127.0.0.1", "1.1", ("", {"http/1.1"})),  # an address is no name (RFC 6066 §3)
    ],
)
def test_the_name_and_the_protocols(scripted, certificates, send, host, version, said):
    server = scripted([reply()], certificates.server_context())
    url = server.url.replace("127.0.0.1", host)
    options = Options(ca_file=certificates.ca, http_version=version)
    (exchange,) = send(url, options=options)
    offered = set(exchange.connection.alpn_offered)  # in the library's order
    assert (exchange.connection.server_name, offered) == said


def test_plain_http_says_neither(scripted, send):
    (exchange,) = send(scripted([reply()]).url)
    assert (exchange.connection.server_name, exchange.connection.alpn_offered) == ("", ())
