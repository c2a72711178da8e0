"""Two practice requests with none, an expired and a fresh token: who gets in, why the others not."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QListView, QPushButton, QTableView

from inspector.compare.matrix_writing import ENDINGS
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.gui.state.documents import RequestDocument
from inspector.model.kinds.none import NoCredential
from tests.fixtures.scripted import reply

RUN = 15_000


def _tick(user, name, *places):
    """Tick these places and no others; all where none is given."""
    shown = user.find(QListView, name)
    for place in range(shown.count()):
        wanted = place in places or not places
        state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
        shown.model().setData(
            shown.model().index(place, 0), state.value, Qt.ItemDataRole.CheckStateRole
        )
    return shown


def _run(user, qtbot):
    page = user.window.area.page(user.program.tools.tabs.active)
    assert isinstance(page, MatrixPage)
    user.find(QPushButton, "matrix_run").click()
    qtbot.waitUntil(lambda: bool(page.matrix.cells), timeout=RUN)
    return page


def _cost(user):
    return user.find(QLabel, "matrix_cost").text()


@pytest.fixture
def practised(start):
    """The window with two requests open, one with an expired token and one with a fresh one."""
    user = start()
    user.answer(lambda: user.run("demo"))
    expired = user.tab.current.value
    user.answer(lambda: user.run("apply-fix"))
    fresh = user.tab.current.value
    tabs = user.program.tools.tabs
    tabs.open_request(msgspec.structs.replace(expired, name="second", url=f"{expired.url}?b=1"))
    tokens = [user.program.tools.vault.peek(one.credential.token) for one in (expired, fresh)]
    assert all(tokens)
    return user, tokens


def test_the_grid_says_who_gets_in_and_why_the_others_do_not(practised, qtbot):
    user, _tokens = practised
    user.run("credential-matrix")
    assert _cost(user).startswith("2 requests at most: GET to 127.0.0.1.\n")  # none, and its own
    _tick(user, "matrix_requests")
    credentials = _tick(user, "matrix_credentials")
    names = [row.cells[0].text for row in credentials.plain.rows]
    assert names[0] == "No credential"
    assert {name.split(" ")[1] for name in names[1:]} == {"expired", "expires"}
    assert _cost(user).startswith("6 requests at most: GET to 127.0.0.1.\n")
    assert "250 ms apart" in _cost(user)
    page = _run(user, qtbot)
    assert sorted(cell.status for cell in page.matrix.cells) == [200, 200, 401, 401, 401, 401]
    assert {cell.cause.value for cell in page.matrix.cells if cell.cause} == {
        "missing-credentials",
        "invalid-credentials",
    }
    title = user.find(QLabel, "page_title").text()
    assert title.startswith("2 of 6 accepted: only “Bearer, expires ")
    assert title.endswith("opens every request")


def test_a_cell_opens_with_its_verdict_and_is_found_in_the_history(practised, qtbot):
    user, _tokens = practised
    tabs = user.program.tools.tabs
    user.run("credential-matrix")
    matrix_tab = tabs.active
    _tick(user, "matrix_requests", 0)
    _tick(user, "matrix_credentials")
    page = _run(user, qtbot)
    column = next(cell.column for cell in page.matrix.cells if cell.finding == "token-expired")
    grid = user.find(QTableView, "matrix_grid")
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, column))
    with qtbot.waitSignal(tabs.activated):
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    opened = tabs.active
    assert isinstance(opened, RequestDocument)
    assert opened.attempts.current.verdict.findings[0].slug == "token-expired"
    tabs.activate(matrix_tab)
    middle = grid.visualRect(grid.model().index(0, column)).center()
    with qtbot.waitSignal(tabs.activated):
        qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert tabs.active is opened

    user.run("show-history")
    panel = user.window.sidebar.currentWidget()
    user.find(QLineEdit, "history_filter").setText("origin:experiment")
    qtbot.waitUntil(lambda: len(panel.model.rows) == 3, timeout=RUN)
    assert {row.finding for row in panel.model.rows} >= {"token-expired", ""}
    assert {row.origin for row in panel.model.rows} == {"experiment"}


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_what_is_exported_holds_no_secret(practised, qtbot, tmp_path, ending):
    user, tokens = practised
    user.run("credential-matrix")
    _tick(user, "matrix_requests", 0)
    _tick(user, "matrix_credentials")
    page = _run(user, qtbot)
    path = tmp_path / f"matrix{ending}"
    with qtbot.waitSignal(user.program.tools.notices.said):
        page._saving.write(page.matrix, path)
    text = path.read_text()
    assert "Your access token expired" in text
    assert text.count("401") >= 2
    for token in tokens:
        assert not any(part in text for part in token.split(".")[1:])


def test_what_may_change_something_is_sent_only_when_agreed(start, scripted, qtbot):
    server = scripted([reply("401 No", "WWW-Authenticate: Bearer")])
    user = start()
    user.run("new-tab")
    current = user.tab.current
    deletes = msgspec.structs.replace(
        current.value, name="Delete", method="DELETE", url=server.url, credential=NoCredential()
    )
    current.replace(deletes, "Set it up")
    user.run("credential-matrix")
    _tick(user, "matrix_requests")
    _tick(user, "matrix_credentials", 0)
    button = user.find(QPushButton, "matrix_run")
    assert not button.isEnabled()
    grid = user.find(QTableView, "matrix_grid")
    assert "DELETE needs your consent" in grid.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    box = user.find(QCheckBox, "matrix_agree_method_delete")
    assert not box.isChecked()
    assert "127.0.0.1" in box.accessibleDescription()
    box.click()
    assert button.isEnabled()
    page = _run(user, qtbot)
    assert [request.split(b" ")[0] for request in server.requests] == [b"DELETE"]
    assert page.matrix.cells[0].status == 401
    qtbot.waitUntil(lambda: user.find(QPushButton, "matrix_run").text().strip() == "Run")
    assert not user.find(QCheckBox, "matrix_agree_method_delete").isChecked()
