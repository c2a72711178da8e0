"""Headers that answer whether the caller is logged in."""

import pytest

from inspector.model.message import Header
from inspector.reading.errors import login_states


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("X-Login-Required", "true", "login required"),
        ("X-Shop-Logged-In", "false", "not logged in"),
        ("X-Is-Authenticated", "True", "is authenticated"),
        ("X-Login-Required", "false", ""),
        ("X-Login-Url", "true", ""),
    ],
)
def test_what_is_said(name, value, said):
    assert login_states.login_state(Header(name=name, value=value)) == said
