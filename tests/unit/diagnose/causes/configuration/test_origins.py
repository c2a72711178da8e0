"""The same is let in from one page and refused from another: the server has a list of them."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

PAIR = """
> {method} https://live.test/cable
> Cookie: _live_session=qZlQBs2xQ1AukIefZhFz
> Upgrade: websocket
> Sec-WebSocket-Key: b25l
> {one}
< 101 Switching Protocols
---
> {method} https://live.test/cable
> Cookie: _live_session={session}
> Upgrade: websocket
> Sec-WebSocket-Key: dHdv
> {other}
< {status}
"""
SAME = "qZlQBs2xQ1AukIefZhFz"


@pytest.mark.parametrize(
    ("method", "session", "one", "other", "status", "found"),
    [
        ("GET", SAME, "Origin: https://live.test", "Origin: https://www.live.test", "404 No", True),
        ("GET", SAME, "Origin: https://live.test", "Accept: */*", "403 Forbidden", True),
        ("GET", SAME, "Referer: https://live.test", "Referer: https://b.test", "400 Bad", True),
        ("GET", SAME, "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: cross-site", "404 No", True),
        ("GET", SAME, "Origin: https://live.test", "Origin: https://live.test", "404 No", False),
        ("GET", SAME, "X-Room: one", "X-Room: two", "404 No", False),
        ("GET", "another-0123456789", "Origin: https://a.test", "Origin: https://b.test", "404 No",
         False),
        ("POST", SAME, "Origin: https://live.test", "Origin: https://b.test", "403 No", False),
    ],
)  # fmt: skip
def test_where_a_request_comes_from(method, session, one, other, status, found):
    text = PAIR.format(method=method, session=session, one=one, other=other, status=status)
    findings = diagnose(attempt_of(text)).findings
    assert ([one.slug for one in findings[:1]] == ["page-not-listed"]) is found


READY = """
> GET https://live.test/reports/7
> Cookie: _live_session=qZlQBs2xQ1AukIefZhFz
> {one}
< 404 Not Found
---
> GET https://live.test/reports/7
> Cookie: _live_session=qZlQBs2xQ1AukIefZhFz
> {other}
< 200 OK
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Referer: https://live.test/reports", "Referer: https://live.test/reports/7"),
        ("Origin: https://a.test", "Origin: https://live.test"),
        ("Sec-Fetch-Site: none", "Sec-Fetch-Site: same-origin"),
    ],
)
def test_what_was_not_there_yet(one, other):
    assert diagnose(attempt_of(READY.format(one=one, other=other))).findings == ()


SAID = """
> {method} https://agent.test/read
> Authorization: Basic YW5uOnB3
< 403 Forbidden
< Content-Type: application/json
<< {{"error": "{words}"}}
"""


@pytest.mark.parametrize(
    ("method", "words", "first"),
    [
        ("GET", "CORS: origin null is not allowed", "page-not-listed"),
        ("GET", "Origin null is not allowed to call this agent", "origin-refused"),
        ("POST", "Origin null is not allowed to call this agent", "origin-refused"),
    ],
)
def test_words_about_an_origin(method, words, first):
    """A list for pages (CORS) is another thing than a look at who may have sent it."""
    text = SAID.format(method=method, words=words)
    assert diagnose(attempt_of(text)).findings[0].slug == first


READ = """
> GET http://box.test:8080/api/v2/torrents/info
> Cookie: SID=qkqjcNDRKyGCEVnWHLtLhJjuONHR42
< 200 OK
< Content-Type: application/json
<< []
---
> GET http://box.test:8080/api/v2/torrents/info
> Cookie: SID=qkqjcNDRKyGCEVnWHLtLhJjuONHR42
> Referer: https://dashboard.example/downloads
< {refusal}
"""


@pytest.mark.parametrize(
    ("refusal", "slug"),
    [
        ("401 Unauthorized\n< Content-Type: text/plain\n<< Unauthorized", "origin-refused"),
        ("403 Forbidden", "page-not-listed"),
    ],
)
def test_a_product_that_looks_for_forgery_in_reads_too(refusal, slug):
    findings = diagnose(attempt_of(READ.format(refusal=refusal))).findings
    assert findings[0].slug == slug
