"""Certificates, challenges and links are told from other header lines."""

import pytest

from inspector.annotate.tokens.found import certificate_in, challenge_in, is_link, saml_in
from inspector.model.message import Header

REQUEST = "PHNhbWxwOkF1dGhuUmVxdWVzdCBJRD0iXzEiLz4="


@pytest.mark.parametrize(
    ("name", "value", "opened"),
    [
        ("WWW-Authenticate", "Basic realm=a", "WWW-Authenticate: Basic realm=a"),
        ("Proxy-Authenticate", "Negotiate", "Proxy-Authenticate: Negotiate"),
        ("WWW-Authenticate", "NTLM TlRMTVNTUAAC", "NTLM TlRMTVNTUAAC"),
        ("WWW-Authenticate", " ", ""),
        ("Authorization", "Basic YTpi", ""),
    ],
)
def test_challenges(name, value, opened):
    assert challenge_in(Header(name, value)) == opened


def test_what_is_no_certificate_is_not_opened_as_one():
    assert certificate_in(Header("X-SSL-Client-Cert", "(null)")) == ""
    assert certificate_in(Header("Accept", "-----BEGIN CERTIFICATE-----")) == ""


def test_links_and_the_saml_in_them():
    assert is_link(Header("Location", "/"))
    assert not is_link(Header("Host", "a"))
    url = f"https://idp.example/?SAMLRequest={REQUEST}&RelayState=x"
    assert saml_in(url) == (("SAMLRequest", REQUEST),)
    assert saml_in("https://idp.example/?SAMLRequest=" + "a" * 30) == ()
