import pytest

from inspector.protocol.challenges.parsing import parse
from inspector.protocol.resource_metadata import read, url_in, well_known_url


@pytest.mark.parametrize(
    ("resource", "url"),
    [
        ("https://a.example/", "https://a.example/.well-known/oauth-protected-resource"),
        ("https://a.example/mcp", "https://a.example/.well-known/oauth-protected-resource/mcp"),
        ("https://a:1/x?y=1", "https://a:1/.well-known/oauth-protected-resource/x?y=1"),
        ("ftp://a/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_where_it_lies(resource, url):
    assert well_known_url(resource) == url


def test_parameter():
    (challenge,) = parse('Bearer resource_metadata="https://a/x"')
    assert url_in(challenge) == "https://a/x"


def test_document():
    found = read(
        b'{"resource":"https://a","authorization_servers":["https://b",5],"scopes_supported":"x",'
        b'"dpop_bound_access_tokens_required":true}'
    )
    assert (found.resource, found.authorization_servers) == ("https://a", ("https://b",))
    assert (found.scopes, found.dpop_bound) == ((), True)
    assert read(b"[]") is None
