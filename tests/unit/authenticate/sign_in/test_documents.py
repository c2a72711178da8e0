"""Which addresses a sign-in goes on with: https, or this machine; and whose a description is."""

import pytest

from inspector.authenticate.sign_in.documents import is_safe
from inspector.protocol.oauth.server_metadata import ServerMetadata


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://login.example.org/token", True),
        ("http://login.example.org/token", False),
        ("http://localhost:9000/token", True),
        ("http://app.localhost/token", True),
        ("http://127.0.0.2:9000/token", True),
        ("http://127.example.org/token", False),
        ("http://localhost.example.org/token", False),
    ],
)
def test_nobody_listens_on_the_way(url, safe):
    assert is_safe(url) is safe


@pytest.mark.parametrize(
    ("named", "own"),
    [
        ("https://login.example.org", True),
        ("https://login.example.org/", True),
        ("https://login.example.org/other", False),
        ("https://login.microsoftonline.com/{tenantid}/v2.0", True),
        ("", False),
    ],
)
def test_a_description_is_that_of_its_issuer(named, own):
    assert ServerMetadata(issuer=named).is_of("https://login.example.org") is own
