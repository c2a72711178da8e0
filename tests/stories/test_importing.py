"""What others recorded comes in: a HAR's requests are compared, a log's refusals kept and found."""

import json
import time

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QTabBar, QTableView

from inspector.gui.compare.compared import ComparedDocument
from inspector.gui.history.strip_view import StripView
from inspector.gui.recording.recording_document import RecordingDocument
from tests.fixtures import log_samples
from tests.fixtures.planting import Planted

PLANTED = "Zq7RkW2mX9vT4nB8sL5cJ3hG6dPfYaEu"
OLD, FRESH = f"{PLANTED}old0", f"{PLANTED}new1"


def _entry(number, token, status, body):
    challenge = [{"name": "WWW-Authenticate", "value": 'Bearer error="invalid_token"'}]
    return {
        "startedDateTime": f"2026-11-25T10:00:0{number}.000Z",
        "time": 12,
        "request": {
            "method": "GET",
            "url": "https://api.example.com/orders",
            "httpVersion": "HTTP/1.1",
            "headers": [{"name": "Authorization", "value": f"Bearer {token}"}],
            "cookies": [],
        },
        "response": {
            "status": status,
            "httpVersion": "HTTP/1.1",
            "headers": challenge if status == 401 else [],
            "content": {"mimeType": "application/json", "text": json.dumps(body)},
        },
    }


@pytest.fixture
def har(tmp_path):
    refusal = {"error": "invalid_token", "error_description": "The access token expired"}
    entries = [
        _entry(0, OLD, 200, {"orders": [1]}),
        _entry(1, OLD, 401, refusal),
        _entry(2, FRESH, 200, {"orders": [1, 2]}),
    ]
    file = tmp_path / "session.har"
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    return file


@pytest.fixture
def log(tmp_path, monkeypatch):
    """An outage of some minutes, an hour ago, with a token in each address."""
    monkeypatch.setattr(log_samples, "START", time.time() // 60 * 60 - 7200)
    file = tmp_path / "access.log"
    lines = log_samples.data_of(log_samples.outage()).decode()
    file.write_text(lines.replace(" HTTP/1.1", f"?access_token={PLANTED} HTTP/1.1"))
    return file


def _opened(user, act, kind):
    tabs = user.program.tools.tabs
    act()
    user.qtbot.waitUntil(lambda: isinstance(tabs.active, kind))
    return tabs.active


def _turn_to_entries(user):
    """Wait for the story, which comes first, then turn to the entries."""
    story = user.find(QTableView, "story_view")
    user.qtbot.waitUntil(lambda: story.model().columnCount() > 0)
    user.find(QTabBar, "recording_tabs").setCurrentIndex(1)


def _written(home):
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def _title(user):
    page = user.window.area.findChild(QListView, "compare_view").parentWidget()
    while not hasattr(page, "comparison"):
        page = page.parentWidget()
    user.qtbot.waitUntil(lambda: bool(page.comparison.heads))
    return page.title.text()


def test_requests_of_a_har_are_explained_compared_and_kept(start, qtbot, har, home):
    user = start()
    _opened(user, lambda: user.window.opening.open_files([har]), RecordingDocument)
    _turn_to_entries(user)
    entries = user.find(QListView, "entry_list")
    model = entries.model()
    assert [each.row.status for each in model.entries] == [401, 200, 200]
    assert user.tab.attempts.current.verdict.entry == 1

    place = entries.visualRect(model.index(2, 0)).center()
    with qtbot.waitSignal(user.tab.attempts.selected):
        qtbot.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (user.tab.attempts.current.verdict.entry, user.tab.status) == (2, 200)

    add = QItemSelectionModel.SelectionFlag.Select
    entries.selectionModel().select(model.index(0, 0), add)
    entries.setFocus()
    with qtbot.waitSignal(user.program.tools.history.changed):
        user.find(QPushButton, "entries_keep").click()
    _opened(
        user,
        lambda: qtbot.keyClick(entries, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
        ComparedDocument,
    )
    assert _title(user) == "The token was the cause: with another one it was accepted"

    user.run("show-history", "is:imported")
    panel = user.window.sidebar.currentWidget()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 2)
    assert [row.status for row in panel.model.rows] == [200, 401]
    assert PLANTED.encode() not in _written(home)


@pytest.fixture
def planting(start, home):
    made = Planted(start(), home)
    made.driver.window.resize(1440, 900)
    return made


def test_secrets_of_a_har_are_seen_nowhere(planting, tmp_path):
    user, secret = planting.driver, planting.secret
    entries = [
        _entry(0, secret("first token"), 200, {"access_token": secret("handed out")}),
        _entry(1, secret("second token"), 401, {"error": "invalid_token"}),
    ]
    address = f"https://api.example.com/orders?api_key={secret('key in the address')}"
    entries[1]["request"]["url"] = address
    har = tmp_path / "session.har"
    har.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    _opened(user, lambda: user.window.opening.open_files([har]), RecordingDocument)
    planting.look_at_screen()
    _turn_to_entries(user)
    planting.look_at_screen()
    with user.qtbot.waitSignal(user.program.tools.history.changed):
        user.find(QPushButton, "entries_keep").click()
    user.find(QListView, "entry_list").selectAll()
    _opened(user, lambda: user.run("compare-previous"), ComparedDocument)
    _title(user)
    planting.look_at_screen()
    planting.look_at_files()


def test_secrets_of_a_log_are_seen_nowhere(planting, log):
    user = planting.driver
    text = log.read_text().replace(PLANTED, planting.secret("token in a log"))
    log.write_text(text.replace("/shop/7?", f"/shop/7?sid={planting.secret('session')}&"))
    user.run("show-history")
    user.run("import-history", (log,))
    user.qtbot.waitUntil(lambda: _are_shown(user, QPushButton, "keep_lines"))
    planting.look_at_screen()
    with user.qtbot.waitSignal(user.program.tools.history.changed):
        user.find(QPushButton, "keep_lines").click()
    panel = user.window.sidebar.currentWidget()
    user.qtbot.waitUntil(lambda: len(panel.model.rows) > 100)
    with user.qtbot.waitSignal(user.program.tools.tabs.activated):
        user.find(QListView, "history_list").open_asked.emit(panel.model.rows[0], True)
    planting.look_at_screen()
    planting.look_at_files()


def _are_shown(user, kind, name):
    return any(each.isVisible() for each in user.window.findChildren(kind, name))


def test_refusals_of_a_log_are_kept_and_found(start, qtbot, log, home):
    user = start()
    user.window.resize(1440, 900)
    user.run("show-history")
    user.run("import-history", (log,))
    qtbot.waitUntil(lambda: _are_shown(user, QLineEdit, "keep_host"))
    field = user.find(QLineEdit, "keep_host")
    qtbot.keyClicks(field, "api.example.com")
    with qtbot.waitSignal(user.program.tools.notices.said) as said:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert said.args[0].text == "204 attempts are in the history now."

    said.args[0].do()
    panel = user.window.sidebar.currentWidget()
    user.find(QLineEdit, "history_filter").setText("status:401 is:imported path:/api/v1")
    qtbot.waitUntil(lambda: panel.count.text() == "200 attempts")
    strip = user.window.findChild(StripView, "history_strip")
    # Count and strip come by questions of their own.
    qtbot.waitUntil(lambda: sum(span.refused for span in strip.spans) == 200)
    spans = [span for span in strip.spans if span.refused]
    assert len(spans) <= 12  # ten minutes of an hour

    with qtbot.waitSignal(user.program.tools.tabs.activated):
        user.find(QListView, "history_list").open_asked.emit(panel.model.rows[0], True)
    assert "neither header lines nor bodies" in user.tab.notice
    (finding,) = user.tab.attempts.current.verdict.findings[:1]
    assert finding.certainty.value in {"possible", "unlikely"}
    assert PLANTED.encode() not in _written(home)
