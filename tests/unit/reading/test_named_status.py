"""The status that a reply names in its body or a header is found with its place."""

import pytest

from inspector.reading.body import Content
from inspector.reading.named_status import named_status


def _named(body, header="", line=400):
    return named_status(Content(body.encode(), "application/json"), header, line)


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ('{"code": 403}', 9),
        ('{"error": {"row": 4031, "code": 4031, "statusCode": "403"}}', 53),
        ('{"errors": [{"http_status": 403}]}', 28),
        ('{"code": 400, "error": {"status": 403}}', 34),
        ('{"status": "error", "code": 403}', 28),
    ],
)
def test_the_number_and_where_it_stands(body, at):
    found = _named(body)
    assert (found.status, found.in_header) == (403, False)
    assert found.span == (at, at + 3)


def test_a_header_names_it():
    assert _named("{}", "401 Unauthorized") == (401, True, None)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("{}", ""),
        ('{"code": 400}', "400 Bad Request"),
        ('{"code": 4031}', "no"),
        ('{"rows": 403}', ""),
        ('{"message": "Too few", "item": {"code": 403}}', ""),
        ('{"errors": [{"code": "403", "field": "quantity"}]}', ""),
        ("{}", "401xyz"),
        ('{"code": true}', ""),
        ('{"code": 403, "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}', ""),
    ],
)
def test_none_but_that_of_the_line(body, header):
    assert _named(body, header) is None
