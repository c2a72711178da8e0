"""An element tells of a failure by its class, id or role, where it is shown."""

import pytest

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
