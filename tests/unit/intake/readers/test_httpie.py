"""Whole HTTPie commands."""

import pytest

from inspector import intake
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.unsupported import Unsupported


def read(text):
    return intake.read(text.encode())


@pytest.mark.parametrize(
    ("text", "method", "url"),
    [
        ("http example.org/x", "GET", "http://example.org/x"),
        ("https PUT example.org a=b", "PUT", "https://example.org"),
        ("http :8080/x a=b", "POST", "http://localhost:8080/x"),
        ("http :/x", "GET", "http://localhost/x"),
        ("$ http https://example.org", "GET", "https://example.org"),
    ],
)
def test_start_lines(text, method, url):
    request = read(text).request
    assert (request.method, request.url) == (method, url)


@pytest.mark.parametrize(
    ("flags", "kind"),
    [
        ("-a me:pw", Basic),
        ("--auth=me:pw --auth-type=digest", Digest),
        ("-A bearer -a s3cr3t", Bearer),
        ("-A ntlm -a me:pw", Ntlm),
        ("-A hawk -a me:pw", Unsupported),
        ("", NoCredential),
    ],
)
def test_credentials(flags, kind):
    reading = read(f"http {flags} http://example.org")
    assert isinstance(reading.request.credential, kind)
    assert not any(value in repr(reading.request) for value in reading.secrets.values())


def test_options():
    options = read(
        "http --verify=ca.pem --follow --proxy=http:http://p:1 example.org"
    ).request.options
    assert (options.ca_file, options.follow_redirects, options.proxy) == (
        "ca.pem",
        True,
        "http://p:1",
    )
    assert not read("http --verify=no example.org").request.options.verify_tls


@pytest.mark.parametrize(
    "text", ["http is a protocol", "https://a.example", "http", "httpd -v a.b"]
)
def test_what_is_no_command(text):
    assert intake.recognise(text.encode()).kind != "httpie"
