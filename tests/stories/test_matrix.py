"""Two practice requests with none, an expired and a fresh token: causes, and a cell as a tab."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QTableView

from inspector.gui.state.documents import RequestDocument


def test_expired_and_fresh_against_two_requests(start, qtbot, tmp_path):
    user = start()
    user.answer(lambda: user.run("demo"))
    expired = user.tab.current.value
    user.answer(lambda: user.run("apply-fix"))
    fresh = user.tab.current.value
    tabs = user.program.tools.tabs
    tabs.open_request(msgspec.structs.replace(expired, name="second", url=f"{expired.url}?b=1"))
    assert fresh.credential != expired.credential
    user.run("credential-matrix")
    requests = user.find(QListWidget, "matrix_requests")
    credentials = user.find(QListWidget, "matrix_credentials")
    for part in (requests, credentials):
        for place in range(part.count()):
            part.item(place).setCheckState(Qt.CheckState.Checked)
    page = requests.parentWidget()
    assert page.cost.text() == "6 requests at most; GET only"
    user.find(QPushButton, "matrix_run").click()
    grid = user.find(QTableView, "matrix_grid")
    qtbot.waitUntil(lambda: bool(page.matrix.cells), timeout=15_000)
    assert sorted(cell.status for cell in page.matrix.cells) == [200, 200, 401, 401, 401, 401]
    assert {cell.cause.value for cell in page.matrix.cells if cell.cause} == {
        "missing-credentials",
        "invalid-credentials",
    }
    with qtbot.waitSignal(user.program.tools.notices.said, timeout=5000):
        page.write(tmp_path / "m.md")
    assert "✗ 401" in (tmp_path / "m.md").read_text()
    grid.setFocus()
    grid.setCurrentIndex(page.model.index(0, 0))
    count = len(tabs.documents)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(tabs.documents) > count, timeout=5000)
    assert isinstance(tabs.active, RequestDocument)
    assert tabs.active.status == 401
