"""Whose a host is, by what registries and hosting companies give out."""

import pytest

from inspector.protocol.sites import is_public_suffix, labels_below, registrable, same_site


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("[2001:db8::1]", "[2001:db8::1]"),
        ("localhost", "localhost"),
        ("www.shop.example.co.uk", "example.co.uk"),
        ("ada.github.io", "ada.github.io"),
        ("co.uk", "co.uk"),
    ],
)
def test_what_somebody_registered(host, owner):
    assert registrable(host) == owner


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("api.acme.co.uk", "login.acme.co.uk", True),
        ("api.acme.co.uk", "eu.rival.co.uk", False),
        ("acme.com", "api.acme.com", True),
        ("ada.github.io", "bob.github.io", False),
        ("10.0.0.1", "192.168.0.1", False),
    ],
)
def test_one_owner(one, other, same):
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("host", "labels"),
    [
        ("api.eu.acme.co.uk", ["api", "eu"]),
        ("acme.co.uk", []),
        ("acme.com", []),
        ("shop.herokuapp.com", ["shop"]),
        ("localhost", []),
        ("127.0.0.1", []),
        ("co.uk", []),
        ("api.shop.test", ["api"]),
    ],
)
def test_what_its_owner_named(host, labels):
    assert labels_below(host) == labels


def test_where_anybody_may_register():
    assert is_public_suffix("co.uk")
    assert is_public_suffix("test")
    assert not is_public_suffix("acme.co.uk")
