"""The cookie of a CSRF token is set with Secure over http, so that no write carries it."""

import pytest

from inspector.diagnose import diagnose

PAGE = """> GET {base}/board/
> Accept: text/html
< 200 OK
{cookie}
< Content-Type: text/html
<< <!DOCTYPE html><html><title>Board</title></html>"""
SECURE = "< Set-Cookie: XSRF-TOKEN=9b1d47c0e2a85f36; Path=/; Secure"
READ = """> GET {base}/api/cards
> Accept: application/json
< 200 OK
< Content-Type: application/json
<< {{"cards": []}}"""
WRITE = """> POST {base}/api/cards
> Content-Type: application/json
{more}
>> {{"title": "one"}}
< {status}
< Content-Type: application/json
<< {words}"""
NO = '{"message": "Forbidden"}'


def _slugs(
    attempt,
    *,
    base="http://board.lan:8080",
    cookie=SECURE,
    more="> X-A: b",
    status="403 No",
    words=NO,
):
    parts = (
        PAGE.format(base=base, cookie=cookie),
        READ.format(base=base),
        WRITE.format(base=base, more=more, status=status, words=words),
    )
    return {one.slug: one.certainty for one in diagnose(attempt("\n---\n".join(parts))).findings}


def test_the_cookie_stays_behind(attempt):
    found = _slugs(attempt)
    assert next(iter(found)) == "csrf-cookie-over-http"
    assert found["csrf-cookie-over-http"] == "very-likely"


@pytest.mark.parametrize(
    "changed",
    [
        {"base": "https://board.lan"},
        {"base": "http://localhost:8080"},  # which browsers trust
        {"cookie": SECURE.replace("; Secure", "")},
        {"cookie": SECURE.replace("XSRF-TOKEN", "theme")},
        {"more": "> X-XSRF-TOKEN: 9b1d47c0e2a85f36"},
        {"more": "> Authorization: Bearer 5c0a9e1f7d3b4286"},
        {"status": "404 Not Found"},
        {"words": '{"message": "Your account is locked."}'},
        {"status": "422 No", "words": '{"errors": {"title": ["is too short."]}}'},
    ],
)
def test_another_reason(attempt, changed):
    assert "csrf-cookie-over-http" not in _slugs(attempt, **changed)
