"""Planted secrets driven through the screens that look back: none is shown, told or written."""

import json
import sqlite3
from contextlib import closing

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from inspector.compare.matrix_writing import ENDINGS as MATRIX_ENDINGS
from inspector.compare.writing import ENDINGS
from inspector.export.registry import all_formats
from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.logs.log_page import LogPage
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from tests.fixtures.kept_words import indexed_words, is_database
from tests.fixtures.opening import opened
from tests.fixtures.planted_window import WAIT, PlantedWindow
from tests.fixtures.planting import echo, found_in


@pytest.fixture
def planted(start, home, monkeypatch):
    return PlantedWindow(start(), home).listen(monkeypatch)


@pytest.fixture
def server(scripted):
    return scripted([echo])


# ---------------------------------------------------------------- history
def test_the_history_shows_and_keeps_none(planted, server, qtbot):
    planted.send_all(server.url)
    assert any("401" in text for text in planted.announced)
    wire = b"".join(server.requests).decode("latin-1")
    assert len(found_in(wire, planted.secrets)) >= 8
    panel = planted.history()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 8, timeout=WAIT)
    shown = planted.driver.find(QListView, "history_list")
    planted.look_at_screen()
    for text in ("status:401", "body-text:refused", "refused", "method:POST"):
        planted.driver.find(QLineEdit, "history_filter").setText(text)
        planted.driver.settle()
        planted.look_at_screen()
    planted.driver.find(QLineEdit, "history_filter").setText("")
    qtbot.waitUntil(lambda: len(panel.model.rows) == 8, timeout=WAIT)
    row = panel.model.rows[0]
    with qtbot.waitSignal(planted.tools.history.changed):
        secrets = tuple(planted.secrets.values())
        planted.tools.history.mark(row.key, tags=secrets[:1], note=f"sent {secrets[1]}")
    planted.look_at_files()
    for row in panel.model.rows:
        shown.open_asked.emit(row, True)
        planted.driver.settle()
    planted.look_at_screen()  # the pages of all tabs are searched, hidden ones too
    planted.leave()


def test_what_is_filtered_for_is_not_kept(planted, server, qtbot):
    planted.send_all(server.url)
    panel = planted.history()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 8, timeout=WAIT)
    field = planted.driver.find(QLineEdit, "history_filter")
    for secret in planted.secrets.values():  # full text must not find what is not there
        with qtbot.waitSignal(panel.model.filled, timeout=WAIT):
            field.setText(secret)
        assert not panel.model.rows, secret
    field.setText("")
    planted.leave()


def test_the_search_finds_what_only_the_index_holds(planted, server, home):
    planted.send_all(server.url)
    file = next(each for each in home.rglob("*") if each.is_file() and is_database(each))
    planted.look_at_files()
    assert "refused" in indexed_words(file)  # what the server said is found
    leak = planted.secrets["bearer"].lower()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO words (rowid, url) VALUES (99, ?)", [f"x {leak}"])
        connection.commit()
    with pytest.raises(AssertionError, match="searched for bearer"):
        planted.look_at_files()


# ---------------------------------------------------------------- comparison
@pytest.fixture
def compared(planted, server, qtbot):
    """A comparison of two attempts with other secrets everywhere."""
    first, second = (
        Request(
            name="Compared",
            url=f"{server.url}/v1?api_key={planted.secret(f'{turn} in the address')}",
            headers=(
                RequestHeader("Cookie", f"sid={planted.secret(f'{turn} cookie')}"),
                RequestHeader("X-Api-Key", planted.secret(f"{turn} key")),
            ),
            credential=Bearer(token=planted.tools.vault.put(planted.token(f"{turn} token"))),
        )
        for turn in ("first", "second")
    )
    planted.send(first)
    current = planted.driver.tab.current
    current.replace(planted.hidden(second), "Change it")
    planted.driver.answer(lambda: planted.driver.run("send"))
    planted.driver.run("compare-previous")
    page = planted.page(ComparePage)
    qtbot.waitUntil(lambda: bool(page.comparison.heads), timeout=WAIT)
    return page


def test_a_comparison_shows_none(planted, compared, qtbot):
    planted.look_at_screen(readable=(ComparePage,))
    for row in range(compared.model.rowCount()):
        compared.model.toggle(compared.model.index(row))
    planted.look_at_screen(readable=(ComparePage,))
    QApplication.clipboard().clear()
    for row in range(compared.model.rowCount()):
        compared.lines.setCurrentIndex(compared.model.index(row))
        qtbot.keyClick(compared.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not found_in(QApplication.clipboard().text(), planted.secrets)
    assert QApplication.clipboard().text()
    QApplication.clipboard().clear()  # claims may be copied, but are not to be found by the next
    planted.leave()


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_an_exported_comparison_holds_none(planted, compared, qtbot, tmp_path, ending):
    path = tmp_path / f"comparison{ending}"
    with qtbot.waitSignal(planted.tools.notices.said, timeout=WAIT):
        compared._writing.write(compared.comparison, path)
    planted.written(path)
    planted.look_at_screen(readable=(ComparePage,))


def test_what_works_elsewhere_shows_none(planted, compared, server, qtbot):
    QApplication.clipboard().setText(
        f"curl -u 'ada:{planted.secret('pasted password')}' "
        f"-H 'X-Api-Key: {planted.secret('pasted key')}' '{server.url}/v1?q=1'"
    )
    heads = len(compared.comparison.heads)
    planted.driver.run("compare-pasted", compared._document)
    qtbot.waitUntil(lambda: len(compared.comparison.heads) > heads, timeout=WAIT)
    QApplication.clipboard().clear()
    planted.look_at_screen(readable=(ComparePage,))
    planted.leave()


# ---------------------------------------------------------------- credential matrix
def test_the_matrix_shows_and_writes_none(planted, server, qtbot, tmp_path):
    for request in planted.requests(server.url):
        planted.tools.tabs.open_request(request)
    token = Bearer(token=planted.tools.vault.put(planted.token("token")))
    planted.tools.tabs.open_request(Request(name="JWT", url=f"{server.url}/j", credential=token))
    planted.driver.run("credential-matrix")
    page = planted.page(MatrixPage)
    planted.look_at_screen()
    page.choice.requests.list.tick(frozenset({4, 5}))
    page.choice.credentials.list.tick(frozenset(range(len(page.choice.candidates))))
    planted.look_at_screen()
    page.choice.run.button.click()
    qtbot.waitUntil(lambda: bool(page.matrix.cells), timeout=WAIT)
    assert any(cell.status for cell in page.matrix.cells)
    planted.look_at_screen()
    for ending in MATRIX_ENDINGS:
        path = tmp_path / f"matrix{ending}"
        with qtbot.waitSignal(planted.tools.notices.said, timeout=WAIT):
            page._saving.write(page.matrix, path)
        planted.written(path)
    with qtbot.waitSignal(planted.tools.tabs.activated, timeout=WAIT):
        page.results.grid.asked.emit(0, 1)
    planted.look_at_screen()
    planted.leave()


def test_a_credential_typed_into_the_matrix_stays_in(planted, server, qtbot):
    planted.tools.tabs.open_request(Request(name="Open", url=f"{server.url}/open"))
    planted.driver.run("credential-matrix")
    page = planted.page(MatrixPage)
    page.choice.more.click()
    field = page.choice.typed.findChild(QLineEdit, "credential_token")
    field.setFocus()
    qtbot.keyClicks(field, planted.secret("typed"))
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    planted.look_at_screen()
    page.choice.typed.add.click()
    planted.look_at_screen()
    planted.leave()


# ---------------------------------------------------------------- what is opened
def _har(planted, url):
    exchange = {
        "startedDateTime": "2026-03-04T12:00:00.000Z",
        "time": 10,
        "request": {
            "method": "POST",
            "url": f"{url}/in?access_token={planted.secret('HAR address')}",
            "httpVersion": "HTTP/1.1",
            "cookies": [{"name": "sid", "value": planted.secret("HAR cookie record")}],
            "headers": [
                {"name": "Authorization", "value": f"Bearer {planted.secret('HAR bearer')}"},
                {"name": "Cookie", "value": f"sid={planted.secret('HAR cookie')}"},
            ],
            "queryString": [],
            "postData": {
                "mimeType": "application/x-www-form-urlencoded",
                "text": f"client_secret={planted.secret('HAR client_secret')}",
            },
            "headersSize": -1,
            "bodySize": -1,
        },
        "response": {
            "status": 401,
            "statusText": "Unauthorized",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [
                {"name": "WWW-Authenticate", "value": "Bearer"},
                {"name": "Set-Cookie", "value": f"next={planted.secret('HAR Set-Cookie')}"},
            ],
            "content": {
                "size": 10,
                "mimeType": "application/json",
                "text": json.dumps({"refresh_token": planted.secret("HAR refresh token")}),
            },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": {"send": 1, "wait": 1, "receive": 1},
    }
    other = msgspec.json.decode(msgspec.json.encode(exchange))
    other["response"]["status"] = 403
    log = {"version": "1.2", "creator": {"name": "t", "version": "1"}, "entries": [exchange, other]}
    return json.dumps({"log": log})


def test_a_recording_that_is_opened_and_kept_shows_none(planted, qtbot, tmp_path):
    path = tmp_path / "recorded.har"
    path.write_text(_har(planted, "https://api.example"))
    opened(qtbot, planted.tools.tabs, lambda: planted.driver.window.opening.open_files([path]))
    planted.driver.settle()
    planted.look_at_screen()
    for form in all_formats():
        planted.export(form.NAME, tmp_path / f"recording{form.SUFFIX}")
    planted.driver.run("keep-in-history")
    panel = planted.history()
    qtbot.waitUntil(lambda: len(panel.model.rows) >= 1, timeout=WAIT)
    planted.look_at_screen()
    planted.leave()


def test_a_log_that_is_opened_shows_none(planted, qtbot, tmp_path):
    path = tmp_path / "access.log"
    line = (
        '203.0.113.9 - {user} [04/Mar/2026:12:00:{second:02} +0000] "GET /v1?access_token={secret}'
        '&page=2 HTTP/1.1" 401 12 "https://app.example/?api_key={other}" "curl/8"\n'
    )
    lines = [
        line.format(
            user="ada",
            second=second,
            secret=planted.secret(f"log address {second}"),
            other=planted.secret(f"log referrer {second}"),
        )
        for second in range(20)
    ]
    path.write_text("".join(lines))
    tabs = planted.tools.tabs
    document = opened(qtbot, tabs, lambda: planted.driver.window.opening.open_files([path]))
    qtbot.waitUntil(lambda: not document.running, timeout=WAIT)
    planted.driver.settle()
    page = planted.page(LogPage)
    for index in range(page.tabs.count()):
        page.tabs.setCurrentIndex(index)
        planted.look_at_screen()
        page.table.selectAll()
        qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not found_in(QApplication.clipboard().text(), planted.secrets)
    page.copy.click()
    assert page.head.numbers.text() in QApplication.clipboard().text()
    assert not found_in(QApplication.clipboard().text(), planted.secrets)
    with qtbot.waitSignal(planted.tools.history.changed, timeout=WAIT):
        planted.driver.run("keep-in-history")
        page.keeping.host.setText("api.example")
        page.keeping.keep.click()
    planted.leave()


# ---------------------------------------------------------------- restart
def test_what_comes_back_after_a_restart_shows_none(planted, server, start, qtbot, home):
    planted.send_all(server.url)
    planted.driver.program.windows.kept.save_tabs()
    planted.look_at_files()
    again = PlantedWindow(start(planted.tools.vault), home)
    again.secrets = planted.secrets
    qtbot.waitUntil(lambda: len(again.tools.tabs.documents) >= 8, timeout=WAIT)
    for document in again.tools.tabs.documents:
        again.tools.tabs.activate(document)
        again.driver.settle()
    again.look_at_screen()
    again.look_at_files()
