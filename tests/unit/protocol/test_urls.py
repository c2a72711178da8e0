import pytest

from inspector.protocol.urls import host_of, origin_of, port_of, split


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("HTTPS://A.example:443/x", "https://a.example"),
        ("http://a:8080/", "http://a:8080"),
        ("http://[::1]:80/", "http://[::1]"),
        ("http://a:99999/", "http://a"),
        ("http://[", "://"),
    ],
)
def test_origin(url, origin):
    assert origin_of(url) == origin


def test_unreadable_parts_are_empty():
    assert split("http://[").netloc == ""
    assert host_of("http://[") == ""
    assert port_of("http://a:x/") is None
    assert port_of("wss://a") == 443
