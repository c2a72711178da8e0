"""The model shows what fits and reads a line aloud with its rounds."""

from PySide6.QtCore import QModelIndex, Qt

from inspector.gui.history.history_model import ROW
from inspector.gui.recording.entry_model import EntryModel
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
