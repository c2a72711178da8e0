"""Where a CSRF token could have come from."""

from inspector.diagnose.csrf import known_token
from inspector.diagnose.trace import Trace


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
