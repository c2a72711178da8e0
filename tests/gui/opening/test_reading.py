"""A file that takes a moment: the tab that says so, the way out, and what comes in its place."""

import json
import threading

import pytest
from PySide6.QtCore import Qt

from inspector.gui.opening import opening as opening_module
from inspector.gui.opening.opening import Opening
from inspector.gui.opening.reading_page import ReadingPage
from inspector.gui.state.documents import Document, RequestDocument
from inspector.gui.widgets.label import Label
from inspector.model.request import Request
from inspector.workbench.attempts import entries


@pytest.fixture
def opening(panel_tools):
    return Opening(panel_tools)


@pytest.fixture
def gates(monkeypatch):
    """Let each file be read only once its gate is opened; by file name."""
    read, made = opening_module.read_bytes, {}

    def held(path, **more):
        made.setdefault(path.name, threading.Event()).wait(60)
        return read(path, **more)

    monkeypatch.setattr(opening_module, "read_bytes", held)
    yield made
    for gate in made.values():
        gate.set()


def _har(tmp_path, name="large.har", token="tok-0123456789abcdef"):
    made = [
        {
            "startedDateTime": "2026-11-25T10:00:00Z",
            "time": 1,
            "request": {
                "method": "GET",
                "url": f"https://a.test/{status}",
                "headers": [{"name": "Authorization", "value": f"Bearer {token}"}],
            },
            "response": {"status": status, "headers": [], "content": {}},
        }
        for status in (200, 401)
    ]
    file = tmp_path / name
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": made}}))
    return file


def _kinds(tools):
    return [each.kind for each in tools.tabs.documents]


def _sign(tools, qtbot):
    """Wait until a sign is shown; return its page."""
    qtbot.waitUntil(lambda: tools.tabs.active is not None and tools.tabs.active.passes)
    page = ReadingPage(tools.tabs.active, tools)
    qtbot.addWidget(page)
    return page


def _request(tools):
    return tools.tabs.open(RequestDocument(Request(name="mine")))


def test_the_sign_stands_where_the_recording_comes(opening, panel_tools, qtbot, gates, tmp_path):
    file = _har(tmp_path)
    gates[file.name] = threading.Event()
    opening.open_files([file])
    page = _sign(panel_tools, qtbot)
    assert page.accessibleName() == "Reading “large.har”"
    assert panel_tools.tabs.active.title == "large.har"
    later = _request(panel_tools)
    panel_tools.tabs.activate_index(0)
    gates[file.name].set()
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["reply", "request"])
    assert panel_tools.tabs.active.kind == "reply"
    assert panel_tools.tabs.documents[1] is later


def test_how_much_it_is_is_said_once_it_is_known(
    opening, panel_tools, qtbot, gates, tmp_path, monkeypatch
):
    file, diagnosing = _har(tmp_path), threading.Event()
    whole = entries.recorded
    monkeypatch.setattr(entries, "recorded", lambda *args: diagnosing.wait(60) and whole(*args))
    gates[file.name] = threading.Event()
    opening.open_files([file])
    page = _sign(panel_tools, qtbot)

    def said():
        return [each.text() for each in page.findChildren(Label) if each.text()]

    assert "You can go on with something else." in said()
    gates[file.name].set()
    try:
        qtbot.waitUntil(lambda: any(", 2 requests." in each for each in said()))
    finally:
        diagnosing.set()
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["reply"])


@pytest.mark.parametrize("way", ["button", "esc", "tab closed"])
def test_giving_up_leaves_all_as_it_was(opening, panel_tools, qtbot, gates, tmp_path, way):
    mine = _request(panel_tools)
    other = _request(panel_tools)
    panel_tools.tabs.activate(mine)
    file = _har(tmp_path, token="tok-given-up-0123456789")
    gates[file.name] = threading.Event()
    opening.open_files([file])
    page = _sign(panel_tools, qtbot)
    reading = panel_tools.tabs.active
    if way == "button":
        page.cancel.click()
    elif way == "esc":
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    else:
        panel_tools.tabs.close(reading)
    assert panel_tools.tabs.documents == (mine, other)
    assert panel_tools.tabs.active is mine
    assert not panel_tools.tabs.can_reopen
    with qtbot.waitSignal(reading._job.ended):
        gates[file.name].set()
    assert panel_tools.tabs.documents == (mine, other)
    assert "tok-given-up-0123456789" not in panel_tools.vault.known_values()
    assert not panel_tools.notices.all


def test_typing_on_gives_nothing_up(opening, panel_tools, qtbot, gates, tmp_path):
    file = _har(tmp_path)
    gates[file.name] = threading.Event()
    opening.open_files([file])
    page = _sign(panel_tools, qtbot)
    page.show()
    page.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(page, key)
    assert panel_tools.tabs.active.passes
    gates[file.name].set()
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["reply"])


def test_the_first_page_comes_back_as_it_was_left(opening, panel_tools, qtbot, gates, tmp_path):
    start = panel_tools.tabs.open(Document("start"))
    start.left["paste_edit"] = "half a comm"
    file = _har(tmp_path)
    gates[file.name] = threading.Event()
    opening.open_files([file])
    _sign(panel_tools, qtbot).cancel.click()
    assert panel_tools.tabs.documents == (start,)
    assert panel_tools.tabs.active is start


def test_a_second_file_takes_the_place_of_the_first(opening, panel_tools, qtbot, gates, tmp_path):
    first, second = _har(tmp_path, "first.har"), _har(tmp_path, "second.har")
    for file in (first, second):
        gates[file.name] = threading.Event()
    mine = _request(panel_tools)
    opening.open_files([first])
    _sign(panel_tools, qtbot)
    gone = panel_tools.tabs.active
    opening.open_files([second])
    assert [each.title for each in panel_tools.tabs.documents] == ["mine", "second.har"]
    with qtbot.waitSignal(gone._job.ended):
        gates["first.har"].set()
    gates["second.har"].set()
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["request", "reply"])
    assert panel_tools.tabs.active.title == "second.har"
    (notice,) = panel_tools.notices.all
    assert notice.text == "“first.har” was given up: “second.har” took its place."
    notice.do()
    qtbot.waitUntil(lambda: panel_tools.tabs.active.title == "first.har")
    assert panel_tools.tabs.documents[0] is mine


def test_giving_up_the_second_file_leads_back_to_before_the_first(
    opening, panel_tools, qtbot, gates, tmp_path
):
    mine = _request(panel_tools)
    for name in ("first.har", "second.har"):
        gates[name] = threading.Event()
        opening.open_files([_har(tmp_path, name)])
        page = _sign(panel_tools, qtbot)
    page.cancel.click()
    assert panel_tools.tabs.documents == (mine,)
    assert panel_tools.tabs.active is mine


def test_who_turned_to_another_tab_stays_there(opening, panel_tools, qtbot, gates, tmp_path):
    file = _har(tmp_path)
    gates[file.name] = threading.Event()
    opening.open_files([file])
    _sign(panel_tools, qtbot)
    mine = _request(panel_tools)
    gates[file.name].set()
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["reply", "request"])
    assert panel_tools.tabs.active is mine


def test_several_files_have_a_sign_each(opening, panel_tools, qtbot, gates, tmp_path):
    files = [_har(tmp_path, name) for name in ("a.har", "b.har")]
    for file in files:
        gates[file.name] = threading.Event()
    opening.open_files(files)
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["reading", "reading"])
    gates["a.har"].set()
    qtbot.waitUntil(lambda: _kinds(panel_tools) == ["reply", "reading"])
    panel_tools.tabs.close(panel_tools.tabs.documents[1])
    assert [each.title for each in panel_tools.tabs.documents] == ["a.har"]


def test_the_sign_of_what_cannot_be_read_goes(opening, panel_tools, qtbot, gates, tmp_path):
    mine, file = _request(panel_tools), tmp_path / "broken.har"
    file.write_text('{"log": {')
    gates[file.name] = threading.Event()
    opening.open_files([file])
    _sign(panel_tools, qtbot)
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        gates[file.name].set()
    assert "broken.har" in said.args[0].text
    assert panel_tools.tabs.documents == (mine,)
    assert panel_tools.tabs.active is mine


def test_a_file_with_a_request_fills_the_empty_tab_after_its_sign(
    opening, panel_tools, qtbot, gates, tmp_path
):
    opening.new_request()
    blank, file = panel_tools.tabs.active, tmp_path / "request.txt"
    file.write_text("curl https://a.test/x")
    gates[file.name] = threading.Event()
    opening.open_files([file])
    _sign(panel_tools, qtbot)
    gates[file.name].set()
    qtbot.waitUntil(lambda: blank.current.value.url == "https://a.test/x")
    assert panel_tools.tabs.documents == (blank,)
