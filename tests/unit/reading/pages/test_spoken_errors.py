"""What a page says behind the word "Error:"."""

import pytest

from inspector.reading.page import page_of


def _notices(body):
    return [one.words for one in page_of(body).notices]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Error: Invalid or missing CSRF cookie!</p>", "Invalid or missing CSRF cookie!"),
        ("<div><b>ERROR:</b>&nbsp;Invalid token<br></div>", "Invalid token"),
    ],
)
def test_an_error_that_no_class_marks(body, words):
    assert _notices(f"<html><body><h1>Deck</h1>{body}</body></html>") == [words]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Errors: 0</p>",
        "<p>Error: 0</p>",
        "<p>No error: all is well</p>",
        "<script>var x = 'Error: no';</script>",
        "<p>Error:</p>",
        f"<p>Error: {'long ' * 60}</p>",
    ],
)
def test_none(body):
    assert _notices(f"<html><body>{body}</body></html>") == []
