"""The notices of a page are read; what is hidden or empty is not."""

import time

import pytest

from inspector.reading.page_notices import notices


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<div class="error">Security Token did not match.</div>', "Security Token did not match."),
        ('<p class="alert alert-danger">Wrong <b>password</b>.</p>', "Wrong password ."),
        ("<div role='alert'><p>Session &amp; token expired</p></div>", "Session & token expired"),
        ('<div id="login_error">Unknown user</div>', "Unknown user"),
        ('<div class="error hidden">Something failed</div>', None),
        ('<div class="error" style="display: none">Something failed</div>', None),
        ('<div class="error"></div><div class="text">Wrong password</div>', None),
        ("<p>Wrong password</p>", None),
    ],
)
def test_what_is_shown(page, words):
    found = notices(f"<html>{page}</html>")
    assert [text for text, _ in found] == ([words] if words else [])


def test_a_place_in_the_page():
    page = '<html><div class="error">Not allowed</div></html>'
    ((words, span),) = notices(page)
    assert page[slice(*span)] == words


def test_it_takes_no_time_on_hostile_pages():
    start = time.perf_counter()
    notices('<div class="error' * 20_000)
    notices("<div " + "class=" * 50_000)
    notices('<p class="error">' * 20_000)
    assert time.perf_counter() - start < 1
