"""A cell says status and cause by icon and words, and is read aloud whole."""

from PySide6.QtCore import QObject, Qt

from inspector.gui.matrix.grid_model import GridModel
from inspector.model.finding import Cause
from inspector.model.matrix import Candidate, Cell, Subject
from inspector.model.request import Request


def test_a_cell_that_came_is_shown(light, qapp):
    keeper = QObject()
    model = GridModel(light, keeper)
    model.begin((Subject(label="Orders", request=Request()),), (Candidate(label="None"),))
    index = model.index(0, 0)
    assert index.data() is None
    cause = Cause.MISSING_CREDENTIALS
    model.take(
        Cell(
            request="Orders", credential="None", status=401, accepted=False, cause=cause, title="T"
        )
    )
    assert index.data() == "401 Missing credentials"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "T"
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Orders with None: 401 Missing credentials. T"
    model.take(Cell(request="Orders", credential="None", not_run="You stopped it."))
    assert index.data() == "Not run"
