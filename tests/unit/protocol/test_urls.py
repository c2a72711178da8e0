import pytest

from inspector.protocol.urls import (
    authority_of,
    host_and_path,
    host_of,
    is_downgrade,
    is_loopback,
    is_readable,
    joined,
    origin_of,
    port_of,
    split,
)


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


@pytest.mark.parametrize("odd", ["http://[::1", "http://a]/", "http://\u2100.example/"])
def test_a_place_that_is_no_address_leads_nowhere(odd):
    assert not is_readable(odd)
    assert joined("http://a/b/c", odd) == ""
    assert joined("http://a/b/c", "../d") == "http://a/d"


def test_unreadable_parts_are_empty():
    assert split("http://[").netloc == ""
    assert host_of("http://[") == ""
    assert port_of("http://a:x/") is None
    assert port_of("wss://a") == 443


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("https://a/", "http://a/", True),
        ("HTTPS://a/", "HTTP://a/", True),
        ("wss://a/", "ws://a/", True),
        ("https://a/", "", True),
        ("http://a/", "http://b/", False),
        ("http://a/", "https://a/", False),
        ("https://a/", "https://b:8443/", False),
        ("{{base}}/x", "http://a/", False),
    ],
)
def test_a_downgrade_leads_from_encrypted_to_readable(before, after, expected):
    assert is_downgrade(before, after) is expected


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://U:p@A.test:8443/x?y", "a.test:8443"),
        ("http://a.test", "a.test"),
        ("a.test/x", "a.test"),
        ("{{api}}/orders", "{{api}}"),
        ("/there?to=https://b.test/", ""),
        ("", ""),
    ],
)
def test_authority(url, host):
    assert authority_of(url) == host


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://A.test:8443/x?y", ("a.test", "/x")),
        ("https://a.test", ("a.test", "/")),
        ("http://[broken", ("", "http://[broken")),
        ("", ("", "/")),
    ],
)
def test_host_and_path(url, parts):
    assert host_and_path(url) == parts


@pytest.mark.parametrize(
    "host", ["localhost", "app.localhost", "127.0.0.1", "127.0.0.2", "::1", "[::1]"]
)
def test_this_machine(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["127.example.org", "127.0.0.1.example.org", "localhost.example", "128.0.0.1", "::2", ""],
)
def test_what_only_looks_like_this_machine(host):
    assert not is_loopback(host)
