"""Opening: requests, replies, tokens, files; and plain words for what can't be read."""

import json
import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from inspector.gui.importing.import_page import ImportPage
from inspector.gui.library.collections_panel import CollectionsPanel
from inspector.gui.opening.opening import Opening
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.state.documents import RequestDocument
from inspector.gui.tokens.token_page import TokenPage
from inspector.gui.widgets.label import Label
from tests.fixtures import log_samples
from tests.fixtures.opening import opened

REPLY = 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="x"\r\n\r\n'


@pytest.fixture
def opening(panel_tools):
    return Opening(panel_tools)


HEALTHY = sorted((Path(__file__).parents[2] / "cases" / "real" / "healthy").glob("*.har"))


def test_a_new_request_has_the_options_of_the_settings(opening, panel_tools):
    panel_tools.settings.set("network.timeout", 7)
    panel_tools.actions.run("new-tab")
    assert panel_tools.tabs.active_request.current.value.options.timeout == 7


def test_a_reply_opens_with_its_verdict(opening, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.tabs.activated):
        panel_tools.actions.run("paste-anything", REPLY)
    document = panel_tools.tabs.active
    assert isinstance(document, RequestDocument)
    assert document.kind == "reply"
    assert document.status == 401
    assert document.attempts.current.verdict.entries


def test_the_clipboard_is_opened_without_an_argument(opening, panel_tools, qtbot):
    QGuiApplication.clipboard().setText(REPLY)
    with qtbot.waitSignal(panel_tools.tabs.activated):
        panel_tools.actions.run("paste-anything")
    assert panel_tools.tabs.active.status == 401


def test_files_are_opened(opening, panel_tools, qtbot, tmp_path):
    file = tmp_path / "reply.txt"
    file.write_text(REPLY)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    found = opened(qtbot, panel_tools.tabs, lambda: opening.open_mime(data))
    assert found.status == 401


@pytest.mark.parametrize("text", ["", "no such thing at all", "\x00\x01"])
def test_what_cannot_be_read_is_said(opening, panel_tools, qtbot, text):
    with qtbot.waitSignal(panel_tools.notices.said) as caught:
        opening.open_text(text)
    assert caught.args[0].icon == "triangle-alert"
    assert panel_tools.tabs.documents == ()


def test_a_missing_file_is_said_with_its_name(opening, panel_tools, qtbot, tmp_path):
    with qtbot.waitSignal(panel_tools.notices.said) as caught:
        opening.open_files([tmp_path / "none.har"])
    assert "none.har" in caught.args[0].text


def test_nothing_dropped_is_nothing(opening):
    assert not opening.open_mime(QMimeData())


def test_a_pasted_command_shows_none_of_its_secrets(opening, panel_tools, qtbot):
    key = "vWCr0PYtHEoShSWuPL6EBHvwF2RscNIZetXZ8vCyvNv1"
    with qtbot.waitSignal(panel_tools.tabs.activated):
        opening.open_text(f"curl 'http://a.example/x?api_key={key}' -d 'password={key}'")
    request = panel_tools.tabs.active_request.current.value
    assert key not in repr(request)
    assert "{{vault." in request.url
    assert key in panel_tools.vault.known_values()


def _har(tmp_path, *statuses):
    entries = [
        {
            "startedDateTime": "2026-11-25T10:00:00Z",
            "time": 1,
            "request": {"method": "GET", "url": f"https://a.test/{at}", "headers": []},
            "response": {"status": status, "headers": [], "content": {}},
        }
        for at, status in enumerate(statuses)
    ]
    file = tmp_path / "session.har"
    file.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    return file


def test_several_exchanges_open_as_a_list_one_as_its_reply(opening, panel_tools, qtbot, tmp_path):
    for statuses, kind, title in (
        ((200, 401), RecordingDocument, "session.har"),
        ((401,), RequestDocument, "a.test"),
    ):
        file = _har(tmp_path, *statuses)
        document = opened(qtbot, panel_tools.tabs, partial(opening.open_files, [file]))
        assert type(document) is kind
        assert (document.kind, document.title, document.status) == ("reply", title, 401)


def test_a_healthy_recording_is_told_as_such_whatever_entry_is_shown(
    opening, panel_tools, qtbot, tmp_path
):
    healthy = [path for path in HEALTHY if len(json.loads(path.read_text())["log"]["entries"]) > 2]
    document = opened(qtbot, panel_tools.tabs, lambda: opening.open_files(healthy[:1]))
    assert not document.whole.verdict.findings
    assert document.attempts.current.verdict.entry is not None
    assert document.title == healthy[0].name
    assert document.whole.verdict.healthy
    assert document.status is None


def test_an_import_is_opened_and_kept(opening, panel_tools, qtbot, tmp_path):
    asked = []
    panel_tools.actions.provide("keep-in-history", asked.append)
    file = _har(tmp_path, 200, 401)
    panel_tools.actions.run("import-history", (file,))
    qtbot.waitUntil(lambda: asked == [None])
    log = tmp_path / "access.log"
    log.write_bytes(log_samples.data_of(log_samples.looping()))
    found = opened(
        qtbot, panel_tools.tabs, lambda: panel_tools.actions.run("import-history", (log,))
    )
    assert found.keeping.asked


def test_what_is_no_recording_is_opened_and_that_is_said(opening, panel_tools, qtbot, tmp_path):
    file = tmp_path / "request.txt"
    file.write_text("curl https://a.test/x")
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        panel_tools.actions.run("import-history", (file,))
    assert "Only recorded exchanges" in said.args[0].text
    assert panel_tools.tabs.active.kind == "request"


def test_an_import_without_files_asks_for_them(opening, panel_tools):
    panel_tools.actions.run("import-history")
    assert opening._dialog.windowTitle() == "Import into the history"
    opening._dialog.close()


def test_a_pasted_token_says_in_the_status_bar_how_its_checks_went(opening, panel_tools, qtbot):
    with qtbot.waitSignal(panel_tools.tabs.activated):
        opening.open_text("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3NjQwNzk1MTJ9.c2ln")
    document = panel_tools.tabs.active
    qtbot.addWidget(TokenPage(document, panel_tools))
    assert document.remark.text == "1 of 1 checks fails"


def test_a_folder_is_called_one(opening, panel_tools, qtbot, tmp_path):
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        opening.open_files([tmp_path])
    assert f"{tmp_path.name} is a folder." in said.args[0].text
    assert "Open folder" in said.args[0].text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_refused_as_reading_it_may_never_end(opening, panel_tools, qtbot, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        opening.open_files([tmp_path / "pipe"])
    assert "a pipe or a device" in said.args[0].text


def test_a_file_with_several_requests_is_taken_in(opening, panel_tools, qtbot, tmp_path):
    panel = CollectionsPanel(panel_tools)
    qtbot.addWidget(panel)
    qtbot.waitUntil(lambda: panel.owner.loaded)
    file = tmp_path / "orders.http"
    file.write_text(
        "@host = api.example.com\n### First\nGET https://{{host}}/a\nX-Trace: {{$datetime iso8601}}\n"
        "### Second\nGET https://{{host}}/b\n"
    )
    said = []
    panel_tools.notices.said.connect(lambda notice: said.append(notice.text))
    opening.open_files([file])
    qtbot.waitUntil(lambda: [each.kind for each in panel_tools.tabs.documents] == ["import"])
    (document,) = panel_tools.tabs.documents
    assert not panel.owner.nodes, "nothing is written before it is asked for"
    page = ImportPage(document, panel_tools)
    qtbot.addWidget(page)
    assert any("$datetime" in each.text() for each in page.findChildren(Label))
    page.take.click()
    qtbot.waitUntil(lambda: [each.name for each in panel.owner.nodes] == ["orders"])
    (node,) = panel.owner.nodes
    assert [each.name for each in node.children] == ["First", "Second"]
    qtbot.waitUntil(lambda: bool(said))
    assert "“orders” was taken in: 2 requests." in said
    assert document not in panel_tools.tabs.documents
    opening.open_files([file])
    qtbot.waitUntil(lambda: panel_tools.tabs.active.kind == "import")
    again = ImportPage(panel_tools.tabs.active, panel_tools)
    qtbot.addWidget(again)
    again.take.click()
    qtbot.waitUntil(lambda: "“orders” was brought up to date: 2 requests." in said)
    assert [each.name for each in panel.owner.nodes] == ["orders"]


def test_a_folder_of_another_program_is_previewed(opening, panel_tools, qtbot, tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "bruno.json").write_text('{"name": "Shop"}')
    (folder / "a.bru").write_text(
        "meta {\n  name: A\n  type: http\n}\n\nget {\n  url: https://a/\n}\n"
    )
    opening.open_files([folder])
    qtbot.waitUntil(lambda: [each.title for each in panel_tools.tabs.documents] == ["Import Shop"])


def test_a_pasted_command_fills_the_empty_tab_and_no_other(opening, panel_tools, qtbot):
    opening.new_request()
    blank = panel_tools.tabs.active
    opening.open_text("curl https://api.example.com/a")
    qtbot.waitUntil(lambda: blank.current.value.url == "https://api.example.com/a")
    assert panel_tools.tabs.documents == (blank,)
    opening.open_text("curl https://api.example.com/b")
    qtbot.waitUntil(lambda: len(panel_tools.tabs.documents) == 2)
    assert blank.current.value.url == "https://api.example.com/a"
    blank.current.undo()
    assert blank.current.value.url == ""
