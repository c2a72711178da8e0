"""Where an issuer describes itself."""

import pytest

from inspector.protocol.discovery import is_address, jwks_uri, login_urls, metadata_urls


def test_the_path_stands_before_one_and_behind_the_other():
    assert metadata_urls("https://login.example.com/tenant/") == (
        "https://login.example.com/tenant/.well-known/openid-configuration",
        "https://login.example.com/.well-known/oauth-authorization-server/tenant",
    )


@pytest.mark.parametrize("text", ["", "accounts", "urn:issuer", "https://", "http://[", "ftp://a"])
def test_no_address(text):
    assert not is_address(text)


def test_the_key_set_is_named():
    assert jwks_uri(b'{"jwks_uri": "https://login.example.com/k"}') == "https://login.example.com/k"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"jwks_uri": 7}', b'{"jwks_uri": "file:///k"}']
)
def test_the_key_set_is_not_named(body):
    assert jwks_uri(body) == ""


def test_the_path_may_stand_behind_openid_connects_name():
    third = "https://login.example.com/.well-known/openid-configuration/tenant"
    assert login_urls("https://login.example.com/tenant/")[2:] == (third,)
    assert len(login_urls("https://login.example.com")) == 2
