"""Where a login is, the address or the trace tells."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.refusing_pages import after_login, leads_to_login, wants_login

FORM = """
> GET https://a.test/form
< 200 OK
< Content-Type: text/html
<< <html><form method="post"><input name="u"><input type="password" name="p"></form></html>
---
"""
MOVED = "> GET https://a.test/me\n> Cookie: sid=1\n< 302 Found\n< Location: {}"


@pytest.mark.parametrize(
    ("before", "location", "found"),
    [
        ("", "/login", True),
        ("", "/form", False),
        (FORM, "/form", True),
        (FORM, "/form?next=/me", True),
        (FORM, "/other", False),
        (FORM, "https://b.test/form", False),
    ],
)
def test_redirects(attempt, before, location, found):
    trace = Trace(attempt(before + MOVED.format(location)))
    assert leads_to_login(trace.case(len(trace) - 1)) is found
    assert wants_login(trace.case(len(trace) - 1)) is found


def test_a_page(attempt):
    assert wants_login(Trace(attempt(FORM.removesuffix("---\n"))).case(0))


@pytest.mark.parametrize(
    ("path", "found"),
    [("/users/auth/openid_connect", True), ("/auth/saml/callback", True), ("/orders/7", False)],
)
def test_back_at_the_login_page_from_a_provider(attempt, path, found):
    first = f"> POST https://a.test{path}\n< 302 Found\n< Location: https://a.test/form\n---"
    trace = Trace(attempt(first + FORM.removesuffix("---\n")))
    assert after_login(trace.case(1)) is found
