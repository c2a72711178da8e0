"""The model shows what fits and reads a line aloud with its rounds."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from inspector.gui.history.history_model import ROW
from inspector.gui.recording.entries_pane import EntryModel, read_wanted
from inspector.record.row import Row
from tests.gui.recording_samples import document  # noqa: F401 - a fixture


def _paths(model):
    return [model.data(model.index(at, 0), ROW).path for at in range(model.rowCount())]


def test_the_order_is_that_of_the_entries(document):  # noqa: F811 - the fixture
    model = EntryModel(document.entries)
    assert _paths(model) == ["/orders/7", "/admin", "/orders", "/app.js", "/none"]
    model.look_for("orders")
    assert _paths(model) == ["/orders/7", "/orders"]


def test_a_line_in_words(document):  # noqa: F811 - as above
    model = EntryModel(document.entries)
    roles = Qt.ItemDataRole
    first, rounds, other = (
        model.data(model.index(at, 0), roles.AccessibleTextRole) for at in (0, 2, 4)
    )
    assert first.startswith("GET api.example.com/orders/7, status 401, No credentials were sent")
    assert rounds.endswith("2 exchanges with redirects and challenge rounds")
    assert "Failed, but not about access" in other
    assert "GET https://" in model.data(model.index(0, 0), roles.ToolTipRole)
    assert model.data(model.index(0, 0), roles.DecorationRole) is None
    assert model.data(QModelIndex()) is None


# ---------------- What is typed above the entries says which of them fit
ENTRY = Row(
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
    assert read_wanted(text)(ENTRY) is fits


def test_without_a_reply():
    silent = Row(id="", started=0)
    assert read_wanted("status:none")(silent)
    assert not read_wanted("status:2xx")(silent)
