from inspector.protocol.challenges.parsing import parse
from inspector.protocol.oauth.resource_metadata import read, url_in


def test_parameter():
    (challenge,) = parse('Bearer resource_metadata="https://a/x"')
    assert url_in(challenge) == "https://a/x"


def test_document():
    found = read(
        b'{"resource":"https://a","authorization_servers":["https://b",5],"scopes_supported":"x"}'
    )
    assert (found.resource, found.authorization_servers) == ("https://a", ("https://b",))
    assert found.scopes == ()
    assert read(b"[]") is None
