"""Login pages and notices that come with 200: which of them refuse."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.refusing_pages import page_refuses

FORM = '<< <html><form method="post"><input name="u"><input type="password" name="p"></form></html>'
BOX = '<< <html><div class="error">Your session has expired.</div><p>Welcome</p></html>'


@pytest.mark.parametrize(
    ("request_line", "page", "refuses"),
    [
        ("GET https://a.test/", FORM, False),
        ("GET https://a.test/login", FORM, False),
        ("GET https://a.test/api/items", FORM, True),
        ("GET https://a.test/api/items", BOX, True),
        ("POST https://a.test/items", BOX, True),
        ("GET https://a.test/api/items", "<< <html><p>Session notes</p></html>", False),
    ],
)
def test_which_refuse(attempt, request_line, page, refuses):
    text = f"> {request_line}\n< 200 OK\n< Content-Type: text/html\n{page}"
    assert page_refuses(Trace(attempt(text)).case(0)) is refuses
