"""An element tells of a failure by its class, id or role, where it is shown."""

import pytest

from inspector.reading.page import page_of
from inspector.reading.pages.notices import is_notice


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"class": "alert alert-danger"}, True),
        ({"id": "login_error"}, True),
        ({"role": "alert"}, True),
        ({"class": "content"}, False),
        ({"title": "error"}, False),
        ({"class": "alert d-none"}, False),
        ({"class": "error", "style": "display: none"}, False),
        ({"class": "error hidden"}, False),
        ({"role": "alert", "hidden": ""}, False),
        ({}, False),
    ],
)
def test_a_notice(attributes, told):
    assert is_notice(attributes) == told


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<a href="/">Return to the start</a>', ()),
        ('<b><a href="/">Return</a></b>', ()),
        ("Your session has ended", ("Your session has ended",)),
        ('Ended. <a href="/">Log in</a>', ("Ended. Log in",)),
        (
            '<a href="/">Your session has ended, log in again</a>',
            ("Your session has ended, log in again",),
        ),
        ('<a href="/">Back</a> Locked', ("Back Locked",)),
    ],
)
def test_a_link_alone_tells_of_nothing(inside, told):
    page = page_of(f'<html><div class="errorlink">{inside}</div></html>')
    assert tuple(one.words for one in page.notices) == told
