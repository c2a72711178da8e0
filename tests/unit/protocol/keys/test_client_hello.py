"""A ClientHello made by OpenSSL: the server's name, and the protocols that are offered inside."""

import ssl

import pytest

from inspector.protocol.keys.client_hello import ClientHello, read


def _hello(host, protocols):
    context = ssl.create_default_context()
    if protocols:
        context.set_alpn_protocols(protocols)
    out = ssl.MemoryBIO()
    client = context.wrap_bio(ssl.MemoryBIO(), out, server_hostname=host)
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    return out.read()[5:]  # without the head of the record


@pytest.mark.parametrize(
    ("host", "protocols", "found"),
    [
        ("api.example.com", ["h2", "http/1.1"], ("api.example.com", ("h2", "http/1.1"))),
        ("127.0.0.1", ["http/1.1"], ("", ("http/1.1",))),
        ("api.example.com", [], ("api.example.com", ())),
    ],
)
def test_what_was_called_and_offered(host, protocols, found):
    assert read(_hello(host, protocols)) == ClientHello(*found)


def test_a_damaged_one_is_read_as_far_as_it_goes():
    whole = _hello("api.example.com", ["h2"])
    assert read(b"") == ClientHello()
    for size in range(0, len(whole), 7):
        read(whole[:size])
    assert read(whole).server_name
