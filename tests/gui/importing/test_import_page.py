"""The preview of a collection: what comes in, ticks, and the import that is asked for."""

import json

import pytest
from PySide6.QtCore import Qt

from inspector import intake
from inspector.gui.importing.commands import RecordedImport
from inspector.gui.importing.import_document import ImportDocument
from inspector.gui.importing.import_page import ImportPage
from inspector.gui.state.documents import RequestDocument
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.scrolled import Scrolled
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.presentation.library import import_rows
from inspector.workbench.answer import answer

SECRET = "planted-secret-0123456789"
FILE = {
    "info": {"name": "Shop", "schema": "https://schema.postman.com/collection/json/v2.1.0/"},
    "auth": {"type": "bearer", "bearer": [{"key": "token", "value": SECRET}]},
    "variable": [{"key": "tenant", "value": ""}],
    "item": [
        {
            "name": "Orders",
            "item": [
                {
                    "name": "List",
                    "request": {"url": "https://a/"},
                    "event": [{"listen": "test", "script": {"exec": "pm.test('x', f)"}}],
                },
                {"name": "Open", "request": {"url": "https://a/", "auth": {"type": "noauth"}}},
            ],
        },
        {
            "name": "Stock",
            "request": {"url": "https://a/", "auth": {"type": "asap", "asap": []}},
        },
    ],
}


@pytest.fixture
def document():
    reading = intake.read(json.dumps(FILE).encode())
    return ImportDocument(reading, reading.collection, "shop.json", 1_234)


@pytest.fixture
def page(document, panel_tools, qtbot):
    panel_tools.tabs.open(document)
    made = ImportPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def shown(tree):
    """Return name, auth and source of every row, from the top."""
    found, model = [], tree.rows
    waiting = [model.index(0, 0)]
    while waiting:
        index = waiting.pop(0)
        row = model.row(index)
        found.append((row.name, row.auth, row.source))
        below = [model.index(each, 0, index) for each in range(model.rowCount(index))]
        waiting = below + waiting
    return found


def test_each_row_says_what_it_leaves_with(page):
    assert shown(page.tree) == [
        ("Shop", "Bearer", "set here"),
        ("Orders", "Bearer", "from Shop"),
        ("List", "Bearer", "from Shop"),
        ("Open", "No auth", "set here"),
        ("Stock", "asap, kept as it is", "set here"),
    ]
    assert page.take.accessibleName() == "Import 3 requests"


def test_no_secret_is_shown(page):
    words = [each for row in shown(page.tree) for each in row]
    words += [each.text() for each in page.findChildren(Label)]
    assert not [each for each in words if SECRET in each]
    assert "1 secret found" in words


def test_space_takes_a_folder_out_with_all_in_it(page, document, qtbot):
    model = page.tree.rows
    folder = model.index(0, 0, model.index(0, 0))
    page.tree.setCurrentIndex(folder)
    qtbot.keyClick(page.tree, Qt.Key.Key_Space)
    assert [each.name for each in document.coming.requests] == ["Stock"]
    assert document.coming.folders == ()
    tick = Qt.ItemDataRole.CheckStateRole
    assert model.data(model.index(0, 0), tick) == Qt.CheckState.PartiallyChecked
    assert page.take.accessibleName() == "Import 1 request"
    qtbot.keyClick(page.tree, Qt.Key.Key_Space)
    assert document.coming == document.collection


def test_nothing_left_nothing_to_import(page, qtbot):
    page.tree.setCurrentIndex(page.tree.rows.index(0, 0))
    qtbot.keyClick(page.tree, Qt.Key.Key_Space)
    assert not page.take.isEnabled()


def test_the_button_hands_it_on_under_its_name_and_closes_the_tab(page, document, panel_tools):
    taken = []
    panel_tools.actions.provide("show-requests", lambda _given: None)
    panel_tools.actions.provide("import-collection", taken.append)
    page.name.setText("Mine")
    page.take.click()
    assert [(each.name, len(each.folders)) for each in taken] == [("Mine", 1)]
    assert document not in panel_tools.tabs.documents


def test_escape_leaves_and_writes_nothing(page, document, panel_tools, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert document not in panel_tools.tabs.documents


def test_what_is_lost_kept_and_empty_is_said(document):
    losses = import_rows.lost_of(document.reading.losses)
    assert [(each.times, "asap" in each.text) for each in losses] == [(1, True)]
    assert import_rows.script_words(document.collection).startswith("1 script is kept")
    assert import_rows.capture_words(document.collection) == ""
    assert import_rows.secret_names(document.reading) == ("token",)


# ---------------- The requests of a recording
def recording(tools):
    def sent(host, path, status):
        asked = Message(method="GET", url=f"https://{host}{path}", target=path)
        return Exchange(request=asked, reply=Reply(status=status))

    exchanges = (
        sent("api.example", "/orders", 401),
        sent("cdn.example", "/logo.png", 200),
        sent("api.example", "/health", 200),
    )
    document = RequestDocument(kind="reply")
    document.attempts.add(answer(Attempt(exchanges=exchanges)))
    tools.tabs.open(document)
    return RecordedImport(tools)


def offered(tools, qtbot, chosen=()):
    recorded = recording(tools)
    assert tools.actions.run("import-recorded", chosen)
    qtbot.waitUntil(lambda: tools.tabs.active.kind == "import")
    made = ImportPage(tools.tabs.active, tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made, recorded


def names(page):
    return [name for name, _auth, _source in shown(page.tree)][1:]


def test_a_recording_is_chosen_from_by_host_and_status(panel_tools, qtbot):
    page, _recorded = offered(panel_tools, qtbot)
    assert names(page) == [
        "api.example",
        "GET /orders",
        "GET /health",
        "cdn.example",
        "GET /logo.png",
    ]
    page.filter.setText("401")
    assert names(page) == ["api.example", "GET /orders"]
    page.filter.setText("api.example 200")
    assert names(page) == ["api.example", "GET /health"]
    page.filter.setText("")
    page.tick_none.click()
    assert not page.take.isEnabled()
    page.filter.setText("api.example")
    page.tick_all.click()
    assert page.take.accessibleName() == "Import 2 requests"
    (folder,) = page._document.coming.folders
    assert [each.name for each in folder.requests] == ["GET /orders", "GET /health"]


def test_the_head_says_what_it_is_and_a_size_only_where_there_is_one(page, panel_tools, qtbot):
    told = "Nothing is written until you import; nothing in it is run."
    assert page.lead.text() == f"shop.json, Postman export, 1.2 KB. {told}"
    recorded, _recorded = offered(panel_tools, qtbot)
    assert ", HAR. Nothing is written" in recorded.lead.text()


def test_in_little_room_the_page_scrolls_and_the_tree_keeps_some_rows(page, panel_tools, qtbot):
    panel_tools.theme.set_percent(200)
    page.resize(1280, 620)
    (whole,) = page.findChildren(Scrolled)
    qtbot.waitUntil(lambda: whole.verticalScrollBar().maximum() > 0)
    row = page.tree.visualRect(page.tree.rows.index(0, 0)).height()
    assert page.tree.viewport().height() >= 5 * row


def test_only_the_chosen_entries_are_offered(panel_tools, qtbot):
    page, _recorded = offered(panel_tools, qtbot, (1,))
    assert names(page) == ["cdn.example", "GET /logo.png"]


def test_a_status_is_read_aloud(panel_tools, qtbot):
    page, _recorded = offered(panel_tools, qtbot)
    index = page.tree.rows.index(0, 0, page.tree.rows.index(0, 0, page.tree.rows.index(0, 0)))
    assert "answered 401" in index.data(Qt.ItemDataRole.AccessibleTextRole)
