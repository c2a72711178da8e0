"""Names that are taken for others, and those that are just other names."""

import pytest

from inspector.protocol.look_alikes import look_alike, shown_host

BOUND = "api.example.com"


@pytest.mark.parametrize(
    ("host", "marked"),
    [
        ("api.examp1e.com", ["1"]),
        ("api.exarnple.com", ["rn"]),
        ("api.exampie.com", ["i"]),
        ("xn--pi-6kc.example.com", ["а"]),
        ("api.exаmple.com", ["а"]),
        ("api.exmple.com", [""]),
        ("api.example.com.evil.net", [".evil.net"]),
        ("api.exammple.com", ["m"]),
        ("api.exámple.com", ["á"]),
        ("api.exampl.com", [""]),
        ("api.exemple.com", ["e"]),
        ("iapi.example.co", ["i", ""]),
    ],
)
def test_look_alikes(host, marked):
    found = look_alike(host, ("other.test", BOUND))
    assert found is not None
    assert found.like == BOUND
    assert [
        found.shown[start:end] for start, end in (one.at for one in found.differences)
    ] == marked


def test_owners_below_a_suffix_of_two_labels_are_told_apart():
    assert look_alike("api.exanple.co.uk", ("api.example.co.uk",)) is not None
    assert look_alike("app.example.co.uk", ("api.example.co.uk",)) is None


@pytest.mark.parametrize(
    "host", ["login.example.com", "app.example.com", "evil.net", "api.example.org", BOUND, "a.b"]
)
def test_other_names_are_only_others(host):
    assert look_alike(host, (BOUND,)) is None


def test_an_address_in_numbers_is_none():
    assert look_alike("192.168.0.12", ("192.168.0.11",)) is None


def test_punycode_is_read_and_what_is_none_stays():
    assert shown_host("xn--mller-kva.de") == "müller.de"
    assert shown_host("xn--.example") == "xn--.example" or shown_host("xn--.example") == ".example"


def test_a_long_name_is_no_long_search():
    assert look_alike("a" * 250 + ".test", ("b" * 250 + ".test",)) is None
