"""A page's manifest, which browsers fetch without the login that all else of the page came with."""

import pytest

from inspector.diagnose import diagnose

TRACE = """> GET https://links.test/
{sent}
< 200 OK
< Content-Type: {kind}
<< {body}
---
> GET https://links.test/{file}
{own}
< 401 Unauthorized
< WWW-Authenticate: Basic realm="links\""""
LOGIN = "> Authorization: Basic YW5uOktpdGUtN2Z6"


@pytest.mark.parametrize(
    ("sent", "kind", "file", "own", "found"),
    [
        (LOGIN, "text/html", "manifest.json", "", True),
        (LOGIN, "text/html", "assets/site.webmanifest", "", True),
        (LOGIN, "text/html", "manifest", "> Sec-Fetch-Dest: manifest", True),
        (LOGIN, "text/html", "v2/app/manifests/latest", "", False),
        (LOGIN, "application/json", "manifest.json", "", False),
        (LOGIN, "text/html", "manifest.json", LOGIN, False),
        ("", "text/html", "manifest.json", "", False),
    ],
)
def test_a_manifest_without_the_login(attempt, sent, kind, file, own, found):
    body = "<html></html>" if kind == "text/html" else "{}"
    text = TRACE.format(sent=sent, kind=kind, body=body, file=file, own=own)
    slugs = [one.slug for one in diagnose(attempt(text)).findings]
    assert ("manifest-without-login" in slugs[:1]) is found
