"""Which pattern names a host, and which of several names it best."""

import pytest

from inspector.protocol.urls import is_pattern, most_precise, precision

URL = "https://api.eu.example.com:8443/v1"


@pytest.mark.parametrize(
    "pattern",
    [
        "a",
        "a.example.com",
        "*.example.com",
        "*",
        "*:8443",
        "a.example:1",
        "[::1]:443",
        "[::1]",
        "10.0.0.1:8443",
        "my_host",
        "bücher.example",
        "*.bücher.example",
    ],
)
def test_patterns(pattern):
    assert is_pattern(pattern)


@pytest.mark.parametrize(
    "text", ["", "https://a", "a/b", "*a.example", "a.*.b", "a:0", "a:99999", "a b", "::1", "a:b"]
)
def test_others_are_none(text):
    assert not is_pattern(text)


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("api.eu.example.com", True),
        ("API.eu.Example.com.", True),
        ("api.eu.example.com:8443", True),
        ("api.eu.example.com:443", False),
        ("*.example.com", True),
        ("*.eu.example.com:8443", True),
        ("*.api.eu.example.com", False),
        ("*.ple.com", False),
        ("example.com", False),
        ("*", True),
        ("*:443", False),
    ],
)
def test_it_fits(pattern, fits):
    assert (precision(pattern, URL) is not None) == fits


def test_the_port_of_the_scheme_is_one():
    assert precision("a.example:443", "https://a.example/") is not None
    assert precision("[::1]:8443", "https://[::1]:8443/") is not None
    assert precision("bücher.example", "https://xn--bcher-kva.example/") is not None


def test_the_most_precise_counts_and_the_first_of_equal_ones():
    rising = [
        "*",
        "*:8443",
        "*.com",
        "*.example.com",
        "*.example.com:8443",
        "*.eu.example.com",
        "api.eu.example.com",
        "api.eu.example.com:8443",
    ]
    for at, wanted in enumerate(rising, 1):
        for order in (rising[:at], rising[:at][::-1]):
            assert most_precise(order, str, URL) == wanted
    pairs = [("*.example.com", 1), ("*.example.com", 2)]
    assert most_precise(pairs, lambda pair: pair[0], URL) == pairs[0]
    assert most_precise(["other.example"], str, URL) is None
