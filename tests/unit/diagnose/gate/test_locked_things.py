"""423 (RFC 4918 §11.3) locks a thing or an account: the words and the request tell which."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

LOCKED = """
> {method} https://a.test{path}
> Authorization: Basic YW5uOnB3
> Content-Type: application/json
>> {sent}
< 423 Locked
< Content-Type: {kind}
<< {body}
"""
WEBDAV = '<d:error xmlns:d="DAV:"><d:lock-token-submitted/></d:error>'


@pytest.mark.parametrize(
    ("method", "path", "sent", "kind", "body", "of_account"),
    [
        ("PUT", "/plan.odt", "x", "text/plain", "The resource is currently locked", False),
        ("PUT", "/plan.odt", "x", "application/xml", WEBDAV, False),
        ("POST", "/state", "{}", "application/json", '{"ID": "f2", "Who": "ci"}', False),
        ("PUT", "/plan.odt", "x", "text/plain", "Your account is locked", True),
        ("PUT", "/plan.odt", "x", "text/plain", "User locked: resource not available", True),
        ("POST", "/login", '{"user": "ann", "password": "x"}', "text/plain", "Locked item", True),
    ],
)
def test_what_is_locked(method, path, sent, kind, body, of_account):
    text = LOCKED.format(method=method, path=path, sent=sent, kind=kind, body=body)
    assert bool(diagnose(attempt_of(text)).findings) is of_account
