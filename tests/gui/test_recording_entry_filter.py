"""What is typed above the entries says which of them fit."""

import pytest

from inspector.gui.recording.entry_filter import read_wanted
from inspector.record.row import Row

ROW = Row(
    id="",
    started=0,
    method="POST",
    host="api.example.com",
    path="/v1/Orders",
    url="https://api.example.com/v1/Orders?page=2",
    status=401,
    finding="token-expired",
    title="Your access token has expired",
)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("orders 401", True),
        ("page=2", True),
        ("orders 403", False),
        ("status:401", True),
        ("status:4", True),
        ("status:4xx", True),
        ("status:5XX", False),
        ("status:none", False),
        ("-status:401", False),
        ("host:API method:post", True),
        ("-host:static", True),
        ('title:"has expired"', True),
        ("finding:expired path:/v1", True),
        ("finding:scope", False),
        ("unknown:key", False),
    ],
)
def test_terms(text, fits):
    assert read_wanted(text)(ROW) is fits


def test_without_a_reply():
    silent = Row(id="", started=0)
    assert read_wanted("status:none")(silent)
    assert not read_wanted("status:2xx")(silent)
