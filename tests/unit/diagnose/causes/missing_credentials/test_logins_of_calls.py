"""A name and password among what a call asks for, and a token where it is not looked at."""

import pytest

from inspector.diagnose import diagnose

CALL = """> POST https://api.acme.test{path}
> Content-Type: application/json
>> {body}
< 401 Unauthorized
< WWW-Authenticate: {asked}"""
NAMED = '{"command": "list", "user": "ada", "password": "plum-42"}'
ALONE = '{"user": "ada", "password": "plum-42"}'


@pytest.mark.parametrize(
    ("path", "body", "asked", "is_told"),
    [
        ("/", NAMED, 'Basic realm="agent"', True),
        ("/", NAMED, 'Digest realm="agent", nonce="b7", qop="auth"', True),
        ("/", ALONE, 'Basic realm="agent"', False),
        ("/login", NAMED, 'Basic realm="agent"', False),
        ("/", NAMED, "Bearer", False),
    ],
)
def test_a_call_that_names_a_login_was_not_asked_for_it(attempt, path, body, asked, is_told):
    found = diagnose(attempt(CALL.format(path=path, body=body, asked=asked))).findings
    told = [e.statement for f in found if f.slug == "key-in-wrong-place" for e in f.evidence]
    assert ("It stands in the body as password" in told) == is_told


PROXIED = """> GET http://{host}/orders
> Proxy-Authorization: Basic YWRhOnBsdW0tNDI=
< 401 Unauthorized
{more}< WWW-Authenticate: {asked} realm="mitmproxy"
"""


@pytest.mark.parametrize(
    ("host", "more", "asked", "slug"),
    [
        ("127.0.0.1:8082", "", "Basic", "key-in-wrong-place"),
        ("www.acme.test", "", "Basic", "proxy-login-refused"),
        ("127.0.0.1:8082", "< Via: 1.1 office\n", "Basic", "proxy-login-refused"),
    ],
)
def test_a_login_for_a_proxy_is_read_by_proxies_alone(attempt, host, more, asked, slug):
    text = PROXIED.format(host=host, more=more, asked=asked)
    assert diagnose(attempt(text.rstrip())).findings[0].slug == slug
