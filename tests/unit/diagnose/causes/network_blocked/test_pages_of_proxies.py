"""A refusing page with a header of proxies, in which the server does not name itself."""

import pytest

from inspector.diagnose import diagnose

PAGE = """> GET http://files.test/express
< 403 {reason}
< Content-Type: {kind}
{more}<< {body}"""
GIVEN = """
---
> GET http://files.test/lodash
< 200 OK
< Server: cloudflare
< Proxy-Connection: Keep-Alive
< Content-Type: application/json
<< {"name": "lodash"}"""
HTML = "<html><head><title>Access</title></head><body>Your request could not be processed.</body></html>"
MARK = "< Proxy-Connection: close\n"


def _first(attempt, more=MARK, body=HTML, kind="text/html", reason="Forbidden", then=GIVEN):
    text = PAGE.format(more=more, body=body, kind=kind, reason=reason) + then
    found = diagnose(attempt(text)).findings
    return (found[0].slug, found[0].certainty.value) if found else None


@pytest.mark.parametrize("reason", ["Forbidden", "NotSupportedBrowser"])
def test_the_proxy_wrote_it(attempt, reason):
    assert _first(attempt, reason=reason) == ("proxy-refused", "very-likely")


def test_also_where_no_other_reply_shows_how_the_server_answers(attempt):
    assert _first(attempt, then="")[0] == "proxy-refused"


@pytest.mark.parametrize(
    "told",
    [
        {"more": ""},
        {"more": f"{MARK}< Server: cloudflare\n"},
        {"kind": "application/json", "body": '{"error": "Forbidden"}'},
    ],
)
def test_the_server_wrote_it(attempt, told):
    assert (_first(attempt, **told) or ("",))[0] != "proxy-refused"
