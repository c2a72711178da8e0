"""The page states the cost before anything is sent; without a choice nothing can run."""

from PySide6.QtCore import Qt

from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.gui.state.documents import Document
from inspector.model.request import Request


def test_the_cost_follows_what_is_ticked(panel_tools, qtbot):
    panel_tools.tabs.open_request(Request(name="Orders", url="https://a.example/orders"))
    page = MatrixPage(Document("matrix", "Matrix"), panel_tools)
    qtbot.addWidget(page)
    assert not page.run_button.isEnabled()
    for part in (page.requests, page.credentials):
        part.item(0).setCheckState(Qt.CheckState.Checked)
    assert page.cost.text() == "1 request at most; GET only"
    assert page.run_button.isEnabled()
    assert not page.export.isEnabled()
