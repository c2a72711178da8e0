"""A tunnel goes to this computer's loopback and nowhere else, and copies both ways."""

import http.client
from urllib.parse import urlsplit

import pytest

from inspector.mocklab.lab import port_of
from inspector.mocklab.messages import LabRequest

LOGIN = {"Proxy-Authorization": "Basic YWRhOnByYWN0aWNlLW9ubHktNzQyMQ=="}


@pytest.mark.parametrize(
    ("target", "port"),
    [
        ("127.0.0.1:8080", 8080),
        ("localhost:80", 80),
        ("example.com:443", 0),
        ("127.0.0.1:", 0),
        ("127.0.0.1:x", 0),
        ("127.0.0.1", 0),
    ],
)
def test_only_loopback_has_a_port(target, port):
    assert port_of(LabRequest(method="CONNECT", target=target, path="")) == port


def test_bytes_go_through_both_ways(lab):
    proxy, inner = urlsplit(lab.proxy), urlsplit(lab.address)
    client = http.client.HTTPConnection(proxy.hostname, proxy.port, timeout=60)
    client.set_tunnel(inner.hostname, inner.port, LOGIN)
    try:
        client.request("POST", "/scenario/nothing-sent/x", body=b"a" * 100_000)
        assert client.getresponse().status == 401
    finally:
        client.close()
