"""Where a CSRF token could have come from."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.cookies import known_token


def known(attempt, text):
    trace = Trace(attempt(text))
    return known_token(trace.case(len(trace) - 1))[1]


def test_from_a_cookie(attempt):
    assert known(attempt, "> POST https://a.test/\n> Cookie: csrftoken=x\n< 403 No") == "csrftoken"


def test_from_an_earlier_reply_or_page(attempt):
    later = "\n---\n> POST https://a.test/\n< 403 No"
    first = "> GET https://a.test/\n< 200 OK\n"
    assert known(attempt, f"{first}< Set-Cookie: XSRF-TOKEN=x{later}") == "XSRF-TOKEN"
    page = '<< <html><input type="hidden" name="authenticity_token" value="x"></html>'
    assert (
        known(attempt, f"{first}< Content-Type: text/html\n{page}{later}") == "authenticity_token"
    )


def test_from_nowhere(attempt):
    assert known(attempt, "> POST https://a.test/\n< 403 No") == ""


def test_from_a_header_a_json_body_or_a_link(attempt):
    later = "\n---\n> POST https://a.test/\n< 403 No"
    first = "> GET https://a.test/\n< 200 OK\n"
    assert known(attempt, f"{first}< X-CSRF-Token: 5a6978{later}") == "X-CSRF-Token"
    assert known(attempt, f"{first}< X-CSRF-Token: Required{later}") == ""
    assert known(attempt, f'{first}<< {{"csrfToken":"5a6978"}}{later}') == "csrfToken"
    link = '<< <html><a href="/x?id=1&amp;my.CSRF_NONCE=0A1B">x</a></html>'
    assert known(attempt, f"{first}{link}{later}") == "my.CSRF_NONCE"
    hidden = '<< <html><input type="hidden" name="token" value="x"></html>'
    assert known(attempt, f"{first}{hidden}{later}") == "token"


@pytest.mark.parametrize(("method", "first"), [("POST", True), ("QUERY", False), ("GET", False)])
def test_what_only_reads_lacks_no_token(attempt, method, first):
    sent = f"> {method} https://a.test/orders\n> Cookie: sessionid=4f9a2c7d1e8b5a3c\n>> x=1"
    found = diagnose(attempt(f"{sent}\n< 403 Forbidden")).findings
    assert (found[0].slug == "csrf-token-missing") is first
