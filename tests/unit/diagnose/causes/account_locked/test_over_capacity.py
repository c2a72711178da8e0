"""A server that takes no more for now says nothing of who asks, and a title says nothing at all."""

import pytest

from inspector.diagnose import diagnose

CALL = """> GET https://chat.test/rooms
> Cookie: chat.sid=s%3ACqA7DFY_EMESVu4pak41ZM3bNpcD41Bf
< {reply}
"""
REFUSED = '403 Forbidden\n< Content-Type: application/json\n<< {{"code": 4, "message": "{}"}}'


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Server is over capacity", "rate-limited"),
        ("The server is too busy", "rate-limited"),
        ("too many connections", "rate-limited"),
        ("Session expired", "session-lost"),
    ],
)
def test_a_session_that_was_just_good_is_not_lost_for_it(attempt, words, slug):
    text = CALL.format(reply="200 OK\n<< []") + "---\n" + CALL.format(reply=REFUSED.format(words))
    assert diagnose(attempt(text)).findings[0].slug == slug


@pytest.mark.parametrize("words", ["Pick another room", "Name must be shorter"])
def test_words_of_something_else_make_a_lost_session_doubtful(attempt, words):
    text = CALL.format(reply="200 OK\n<< []") + "---\n" + CALL.format(reply=REFUSED.format(words))
    found = diagnose(attempt(text)).findings
    assert all(one.certainty != "certain" for one in found)


PAGE = """> GET https://intra.test/staff
> Authorization: Bearer abc-123-def
< 401 Unauthorized
< WWW-Authenticate: Basic realm="intra"
< Content-Type: text/html
<< <html><head><title>Redirection</title></head><body><h1>{title}</h1></body></html>"""


@pytest.mark.parametrize("title", ["Please wait", "Please Wait..."])
def test_the_title_of_a_page_that_leaves_at_once_gives_no_reason(attempt, title):
    assert diagnose(attempt(PAGE.format(title=title))).findings[0].slug == "other-scheme-wanted"


def test_a_session_that_is_not_there_any_more_is_lost(attempt):
    missed = REFUSED.format("Authentication credentials were not provided.")
    text = CALL.format(reply="200 OK\n<< []") + "---\n" + CALL.format(reply=missed)
    assert diagnose(attempt(text)).findings[0].slug == "session-lost"
