"""Below the scenario stand the requests, counted, and the replies."""

import socket
import urllib.error
import urllib.request

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from inspector.gui.lists.key_value_table import Row
from inspector.gui.mocklab.lab_tabs import LabTabs, ReplyEditor, RequestLogList
from inspector.gui.mocklab.mocklab_page import MockLabPage, ScenarioCard, ScenarioList, ServerBar
from inspector.gui.mocklab.practice import PracticeRuns
from inspector.gui.state.documents import Document, RequestDocument
from inspector.model.request import Request
from inspector.presentation.practice.scenario_entries import ScenarioEntry


def test_requests_are_counted_and_an_empty_log_says_so(qtbot, panel_tools):
    tabs = LabTabs(panel_tools)
    qtbot.addWidget(tabs)
    tabs.show()
    assert not tabs.log.isVisible()
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.lab.start()
    urllib.request.urlopen(panel_tools.lab.address).close()
    qtbot.waitUntil(tabs.log.isVisible)
    assert tabs.tabs.mark(0).badge == 1


def test_the_second_tab_holds_the_replies(qtbot, panel_tools):
    tabs = LabTabs(panel_tools)
    qtbot.addWidget(tabs)
    tabs.show()
    tabs.tabs.setCurrentIndex(1)
    assert tabs.replies.isVisible()


# ---------------- The Mock lab: choose a scenario, send to it, watch the request arrive
@pytest.fixture
def page(qtbot, panel_tools):
    made = MockLabPage(Document("mocklab", "Mock lab"), panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(lambda: made.list.count() > 0)
    return made


def test_the_chosen_scenario_is_shown(qtbot, page):
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.card.title.text() == page.list.chosen.title


def test_send_runs_the_scenario_on_the_chosen_port(qtbot, page, panel_tools, monkeypatch):
    sent = []
    panel_tools.actions.provide("demo", sent.append)
    page.list.setCurrentRow(2)
    qtbot.mouseClick(page.card.send, Qt.MouseButton.LeftButton)
    assert sent == [page.list.chosen.slug]
    qtbot.waitUntil(lambda: bool(panel_tools.lab.address))


def test_enter_in_the_list_sends_as_well(qtbot, page, panel_tools):
    sent = []
    panel_tools.actions.provide("demo", sent.append)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert sent == [page.list.chosen.slug]
    qtbot.waitUntil(lambda: bool(panel_tools.lab.address))


def test_every_focusable_part_has_a_name(page):
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and widget.window() is page
    ]
    assert not nameless


def test_from_the_whole_window_a_send_ends_in_the_log(qtbot, program):
    program.window.show()
    program.tools.actions.run("mocklab")
    page = program.window.area.page(program.tools.tabs.active)
    qtbot.waitUntil(lambda: page.list.count() > 0)
    slugs = [row.cells[0].text for row in page.list.plain.rows]
    page.list.setCurrentRow(slugs.index("Wrong password"))
    with qtbot.waitSignal(program.window.sending.answered):
        page.send()
    assert program.tools.tabs.active_request.status == 401
    assert any(
        entry.scenario == "wrong-password" for entry in program.tools.lab.server.log.entries()
    )


def test_a_page_made_anew_shows_the_scenario_that_was_chosen(qtbot, page, panel_tools):
    page.list.setCurrentRow(3)
    again = MockLabPage(page._document, panel_tools)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.list.count() > 0)
    assert again.list.chosen == page.list.chosen
    assert again.list.currentRow() == 3


# ---------------- The demo cards: server, tab, send; and the server leaves with the last tab
@pytest.fixture
def practice(panel_tools):
    return PracticeRuns(panel_tools)


@pytest.fixture
def sent(panel_tools):
    done = []
    panel_tools.actions.provide("send", lambda _: done.append(panel_tools.tabs.active))
    return done


def run(panel_tools, qtbot, slug=None):
    with qtbot.waitSignal(panel_tools.tabs.activated):
        panel_tools.actions.run("demo", slug)
    return panel_tools.tabs.active


def test_a_card_opens_and_sends(practice, panel_tools, sent, qtbot):
    document = run(panel_tools, qtbot)
    assert document.practice == "expired-token"
    assert document.renewal is not None
    assert "Nothing left your machine" in document.notice
    assert document.current.value.url.startswith(panel_tools.lab.address)
    assert sent == [document]


def test_the_server_stops_with_its_last_tab(practice, panel_tools, sent, qtbot):
    panel_tools.tabs.show_start()
    first = run(panel_tools, qtbot)
    second = run(panel_tools, qtbot, "wrong-scheme")
    panel_tools.tabs.close(first)
    assert panel_tools.lab.address
    panel_tools.tabs.close(second)
    assert not panel_tools.lab.address


def test_a_wanted_server_stays(practice, panel_tools, sent, qtbot):
    panel_tools.lab.wanted = True
    panel_tools.tabs.close(run(panel_tools, qtbot))
    assert panel_tools.lab.address


def test_other_tabs_do_not_matter(practice, panel_tools, sent, qtbot):
    run(panel_tools, qtbot)
    other = panel_tools.tabs.open(RequestDocument(Request(name="other")))
    panel_tools.tabs.close(other)
    assert panel_tools.lab.address


def test_a_reopened_tab_finds_its_server_at_the_same_port(practice, panel_tools, sent, qtbot):
    document = run(panel_tools, qtbot)
    before = panel_tools.lab.address
    panel_tools.tabs.close(document)
    qtbot.waitUntil(lambda: panel_tools.lab._leaving is None)
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.tabs.reopen()
    assert panel_tools.lab.address == before


def test_a_tab_of_the_last_run_is_made_anew(practice, panel_tools, sent, qtbot):
    document = RequestDocument(Request(url="http://127.0.0.1:9/scenario/expired-token/orders"))
    document.practice = "expired-token"
    with qtbot.waitSignal(document.current.changed):
        panel_tools.tabs.open(document)
    assert document.current.value.url.startswith(panel_tools.lab.address)
    assert document.renewal is not None
    assert document.notice
    assert sent == []


# ---------------- Replies of a scenario are changed while the server runs, and put back
SLUG = "expired-token"


@pytest.fixture
def editor(qtbot, panel_tools):
    made = ReplyEditor(panel_tools)
    qtbot.addWidget(made)
    made.show_scenario(SLUG)
    made.resize(600, 500)
    made.show()
    return made


@pytest.fixture
def running(qtbot, editor, panel_tools):
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.lab.start()
    return panel_tools.lab.server


def test_without_a_server_the_replies_are_shown_only(editor):
    assert editor.hint.isVisible()
    assert editor.names.currentText() == "401: expired"
    assert not editor.status.isEnabled()
    assert "expired" in editor.body.toPlainText()


def test_a_change_counts_for_the_next_request(qtbot, editor, running):
    assert not editor.hint.isVisible()
    assert not editor.original.isEnabled()
    editor.status.setValue(403)
    qtbot.keyClicks(editor.reason, "No")
    editor.headers.edited.emit(editor.headers.rows)
    reply = running.replies(SLUG)["expired"]
    assert (reply.status, reply.reason) == (403, "No")
    assert editor.names.currentText() == "403: expired"
    qtbot.mouseClick(editor.original, Qt.MouseButton.LeftButton)
    assert running.replies(SLUG)["expired"].status == 401
    assert editor.status.value() == 401
    assert editor.reason.text() == ""


def test_headers_are_changed_and_left_out(qtbot, editor, running):
    rows = [Row("X-New", "1"), Row("X-Off", "2", enabled=False), Row("", "3")]
    editor.headers.model.change(rows)
    assert running.replies(SLUG)["expired"].headers == (("X-New", "1"),)


def test_another_reply_and_another_scenario(editor, running):
    editor.names.setCurrentIndex(editor.names.findData("ok"))
    assert editor.status.value() == 200
    editor.show_scenario("wrong-password")
    assert editor.names.findData("refused") >= 0
    assert running.replies(SLUG)["ok"].status == 200


# ---------------- Requests that the practice server answered are listed
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLXRlc3Q"


@pytest.fixture
def request_log_running(qtbot, panel_tools):
    with qtbot.waitSignal(panel_tools.lab.changed):
        panel_tools.lab.start()
    return panel_tools


def _ask(tools, path):
    request = urllib.request.Request(
        f"{tools.lab.address}{path}", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    try:
        urllib.request.urlopen(request).close()
    except urllib.error.HTTPError as error:
        error.close()


def test_new_requests_come_on_top_with_their_headers(qtbot, request_log_running):
    listed = RequestLogList(request_log_running)
    qtbot.addWidget(listed)
    with qtbot.waitSignal(request_log_running.lab.logged):
        _ask(request_log_running, "/scenario/expired-token/orders")
    with qtbot.waitSignal(request_log_running.lab.logged):
        _ask(request_log_running, "/")
    listed.renew()
    assert [listed.plain.index(row, 2).data() for row in range(2)] == [
        "/",
        "/scenario/expired-token/orders",
    ]
    assert listed.plain.index(1, 3).data() == "401"
    above = listed.plain.index(1, 0)
    lines = [
        listed.plain.index(row, 0, above).data() for row in range(listed.plain.rowCount(above))
    ]
    assert any(line.startswith("Authorization: Bearer eyJhbGciOi") for line in lines)
    assert not any(TOKEN in line for line in lines)


def test_a_new_server_begins_a_new_list(qtbot, request_log_running):
    listed = RequestLogList(request_log_running)
    qtbot.addWidget(listed)
    with qtbot.waitSignal(request_log_running.lab.logged):
        _ask(request_log_running, "/")
    listed.renew()
    listed.renew()
    assert listed.plain.rowCount() == 1
    request_log_running.lab.stop()
    listed.renew()
    assert listed.plain.rowCount() == 0


# ---------------- The card of the chosen scenario says what the server does
def test_it_shows_the_scenario_and_can_send_then(qtbot, light):
    card = ScenarioCard(light)
    qtbot.addWidget(card)
    assert not card.send.isEnabled()
    card.show_entry(ScenarioEntry("one", "One", "What it does.", "Family", "ban"))
    texts = {label.text() for label in card.findChildren(QLabel)}
    assert {"One", "What it does.", "Family"} <= texts
    assert card.send.isEnabled()


def test_a_family_of_the_same_name_is_not_said_twice(qtbot, light):
    card = ScenarioCard(light)
    qtbot.addWidget(card)
    card.show_entry(ScenarioEntry("one", "One", "What it does.", "One", "ban"))
    assert [label.text() for label in card.findChildren(QLabel)].count("One") == 1


# ---------------- The list paints every scenario and tells the chosen one
ENTRIES = (
    ScenarioEntry(
        "one", "One", "What the server does, in more words than two lines hold. " * 3, "F", "ban"
    ),
    ScenarioEntry("two", "Two", "Short.", "F", "cookie"),
)


def _list(qtbot, theme):
    made = ScenarioList(theme)
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show_entries(ENTRIES)
    made.show()
    return made


def test_the_first_is_chosen_and_the_keys_lead_on(qtbot, light):
    listed = _list(qtbot, light)
    assert listed.chosen.slug == "one"
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    assert listed.chosen.slug == "two"
    assert listed.plain.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Short."


def test_the_chosen_row_differs_from_the_others(qtbot, light):
    listed = _list(qtbot, light)
    listed.clearFocus()
    picture = listed.viewport().grab().toImage()
    row = listed.visualRect(listed.plain.index(0, 0))
    assert picture.pixelColor(6, row.center().y()) == light.colour("accent_soft")
    other = listed.visualRect(listed.plain.index(1, 0))
    assert picture.pixelColor(6, other.center().y()) != light.colour("accent_soft")


def test_rows_grow_with_the_font(qtbot, light):
    listed = _list(qtbot, light)
    before = listed.visualRect(listed.plain.index(0, 0)).height()
    light.set_percent(200)
    qtbot.waitUntil(lambda: listed.visualRect(listed.plain.index(0, 0)).height() == 2 * before)


def test_without_entries_nothing_is_chosen(qtbot, light):
    empty = ScenarioList(light)
    qtbot.addWidget(empty)
    assert empty.chosen is None


# ---------------- The bar starts and stops the practice server and says why it could not
@pytest.fixture
def bar(qtbot, panel_tools):
    made = ServerBar(panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    return made


def test_start_shows_the_address_and_stop_ends_it(qtbot, bar, panel_tools):
    qtbot.mouseClick(bar.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.address.text().startswith("http://127.0.0.1:"))
    assert panel_tools.lab.wanted
    assert not bar.port.isEnabled()
    qtbot.mouseClick(bar.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == panel_tools.lab.address
    qtbot.mouseClick(bar.switch, Qt.MouseButton.LeftButton)
    assert not bar.address.isVisible()
    assert not panel_tools.lab.wanted
    assert bar.port.isEnabled()


def test_a_port_in_use_is_said_in_words(qtbot, bar, panel_tools):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        bar.port.setValue(taken.getsockname()[1])
        qtbot.mouseClick(bar.switch, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(bar.check.isVisible)
    assert "port" in bar.check.text
    assert bar.switch.isEnabled()
    assert not panel_tools.lab.wanted


def test_the_address_is_never_cut_off(qtbot, bar, panel_tools):
    bar.start()
    qtbot.waitUntil(lambda: bool(bar.address.text()))
    qtbot.waitUntil(lambda: bar.address.width() >= bar.address.sizeHint().width())
    assert bar.address.mapTo(bar, bar.address.pos()).y() < bar.switch.mapTo(bar, QPoint(0, 9)).y()
    panel_tools.theme.set_percent(200)
    bar.resize(700, 160)
    qtbot.waitUntil(lambda: bar.address.width() >= bar.address.sizeHint().width())
    below = bar.address.mapTo(bar, bar.address.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: bar.switch.mapTo(bar, QPoint(0, 0)).y() > below)
