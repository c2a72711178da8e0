"""The vault's page: rows, search, kinds, order, and what can be done with a secret."""

from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.state.actions import Offer
from inspector.gui.vault.vault_document import VaultDocument
from inspector.gui.vault.vault_page import VaultPage
from inspector.gui.vault.vault_panel import VaultPanel
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request

VALUE = "t0ken-314159-planted"
NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def refs(panel_tools):
    vault = panel_tools.vault
    made = {}
    for name, value in (("Orders", VALUE), ("Invoices", "p4ssword"), ("Copy", VALUE)):
        made[name] = vault.put(value, label=name)
        vault.entries.change(made[name], lambda entry: entry.bound_to("api.example.com", NOW))
    assert vault.persist(made.values()).result(60) == ()
    vault.entries.change(
        made["Invoices"], lambda entry: msgspec.structs.replace(entry, over_http=True, status=401)
    )
    tabs = panel_tools.tabs
    tabs.open_request(
        Request(name="List", url="http://a/", credential=Bearer(token=made["Orders"]))
    )
    login = Basic(user="ada", password=made["Invoices"])
    tabs.open_request(Request(name="Bills", url="http://b/", credential=login))
    return made


@pytest.fixture
def page(qtbot, panel_tools, refs):
    document = VaultDocument(panel_tools)
    panel_tools.tabs.open(document)
    page = VaultPage(document, panel_tools)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    qtbot.waitUntil(lambda: len(document.rows) == len(refs))
    return page


def names(page):
    return [row.name for row in page._document.visible]


def chosen(qtbot, page, name):
    page.list.setCurrentRow(names(page).index(name))
    assert page.detail.row.name == name
    return page.detail


def test_each_row_says_what_it_is(page):
    assert names(page) == ["Copy", "Invoices", "Orders"]
    told = [page.list.plain.rows[at].cells[0].said for at in range(3)]
    assert told[1].startswith(
        "Invoices, Password, warning: sent over http, 1 request, 1 host, No end"
    )
    assert "same as “Copy”" in told[2]
    assert page.title.text() == "3 secrets, 1 needs a look"


def test_a_saved_request_that_holds_a_secret_word_for_word_is_told(qtbot, page, panel_tools):
    held = Request(name="Old", url=f"http://a/?key={VALUE}")
    panel_tools.actions.offer(lambda: [Offer("request:old", "Old", "request", list, held)])
    page._document.look()
    qtbot.waitUntil(lambda: page.title.text() == "3 secrets, 3 need a look")
    told = [page.list.plain.rows[at].cells[0].said for at in range(3)]
    assert "warning: in a collection's file" in told[0]
    assert "warning: in a collection's file" in told[2]


def test_in_a_narrow_window_the_detail_comes_over_the_list(qtbot, page):
    page.resize(800, 700)
    listed = [page.list.isVisible(), page.detail.isVisible(), page.back.isVisible()]
    assert listed == [True, False, False]
    chosen(qtbot, page, "Invoices")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert [page.list.isVisible(), page.detail.isVisible()] == [False, True]
    assert page.back.isVisible()
    qtbot.keyClick(page.detail.name, Qt.Key.Key_Escape)
    assert [page.list.isVisible(), page.detail.isVisible()] == [True, False]
    assert page.focusWidget() is page.list
    page.add.click()
    assert [page.list.isVisible(), page.form.isVisible()] == [False, True]
    page.back.click()
    assert [page.list.isVisible(), page.form.isVisible()] == [True, False]
    page.resize(1100, 760)
    assert [page.list.isVisible(), page.detail.isVisible()] == [True, True]
    assert not page.back.isVisible()


def test_nothing_on_it_shows_a_value(page):
    words = [each.accessibleName() for each in page.findChildren(QLineEdit)]
    shown = [each.text() for each in page.findChildren(QLineEdit)]
    cells = [cell.said + cell.tip for row in page.list.plain.rows for cell in row.cells]
    assert not [text for text in (*words, *shown, *cells) if VALUE in text or "p4ssword" in text]


def test_search_kind_and_order(page):
    document = page._document
    document.look_for("invo")
    assert names(page) == ["Invoices"]
    document.look_for("")
    document.choose_group("look")
    assert names(page) == ["Invoices"]
    document.choose_group("")
    page.head.buttons["uses"].click()
    assert names(page)[-1] == "Copy"
    page.head.buttons["name"].click()
    page.head.buttons["name"].click()
    assert names(page) == ["Orders", "Invoices", "Copy"]


def test_f2_renames_and_references_stay(qtbot, page, panel_tools, refs):
    detail = chosen(qtbot, page, "Orders")
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    detail.name.setText("Orders, Staging")
    detail.name.editingFinished.emit()
    qtbot.waitUntil(lambda: "Orders, Staging" in names(page))
    assert panel_tools.vault.peek(refs["Orders"]) == VALUE


def test_hosts_are_taken_off_and_added(qtbot, page, panel_tools, refs):
    detail, entries = chosen(qtbot, page, "Orders"), panel_tools.vault.entries
    detail.unbound.emit("api.example.com")
    qtbot.waitUntil(lambda: entries.known(refs["Orders"]).host_names == ())
    for typed in ("https://API.example.com:8443/x", "other.test"):
        detail.add_host.setText(typed)
        qtbot.keyClick(detail.add_host, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: entries.known(refs["Orders"]).host_names == ("api.example.com:8443", "other.test")
    )
    detail.add_host.setText("no host")
    qtbot.keyClick(detail.add_host, Qt.Key.Key_Return)
    assert "is no host" in detail.check.text


def test_replace_gives_all_users_the_new_value(qtbot, page, panel_tools, refs):
    detail = chosen(qtbot, page, "Orders")
    detail.replace.click()
    qtbot.keyClicks(detail.value.line, "n3w-value-2718")
    qtbot.keyClick(detail.value.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel_tools.vault.peek(refs["Orders"]) == "n3w-value-2718")
    assert panel_tools.vault.peek(refs["Copy"]) == VALUE


def test_delete_can_be_undone(qtbot, page, panel_tools, refs):
    chosen(qtbot, page, "Orders")
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Orders" not in names(page))
    assert panel_tools.vault.names().result(60) == tuple(
        sorted(("fingerprint-key", refs["Copy"].name, refs["Invoices"].name))
    )
    notice = panel_tools.notices.all[-1]
    assert notice.seconds == 10
    notice.do()
    qtbot.waitUntil(lambda: "Orders" in names(page))
    assert panel_tools.vault.peek(refs["Orders"]) == VALUE
    assert panel_tools.vault.entries.known(refs["Orders"]).host_names == ("api.example.com",)


def test_a_use_opens_its_request(qtbot, page, panel_tools):
    detail = chosen(qtbot, page, "Invoices")
    detail.opened.emit(detail.row.uses[0].key)
    assert panel_tools.tabs.active.title == "Bills"


def test_a_day_to_rotate_by(qtbot, page, panel_tools, refs):
    detail = chosen(qtbot, page, "Orders")
    detail.rotate.setText("soon")
    detail.rotate.editingFinished.emit()
    assert "is no day" in detail.check.text
    detail.rotate.setText("2020-01-31")
    detail.rotate.editingFinished.emit()
    qtbot.waitUntil(lambda: detail.row.secret.entry.rotate_by is not None)
    assert detail.row.warnings[0].short == "to be rotated"


def test_env_lines_and_one_secret_are_taken_in(qtbot, page, panel_tools):
    page.take_in.click()
    page.form.fields.main("text").setPlainText("nothing here")
    page.form.take.click()
    assert "no line NAME=value" in page.form.check.text
    page.form.fields.main("text").setPlainText('A_KEY=v4lue-1\nexport B="v4lue 2" # no\n')
    page.form.take.click()
    qtbot.waitUntil(lambda: {"A_KEY", "B"} <= set(names(page)))
    assert page.form.fields.main("text").toPlainText() == ""
    page.add.click()
    page.form.fields.enter("name", "Third")
    value = page.form.fields.main("value")
    qtbot.keyClicks(value, "v4lue-3")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Third" in names(page))


def test_the_store_that_forgets_offers_the_file_in_the_page(page):
    assert page.store.isVisibleTo(page)
    page.store.make.click()
    assert page.store.form.new.isVisibleTo(page)
    assert page.store.form.again.isVisibleTo(page)


def test_the_sidebar_counts_narrows_and_says_where_they_are(qtbot, page, panel_tools):
    panel = VaultPanel(panel_tools)
    qtbot.addWidget(panel)
    panel.show()
    rows = [row.cells[0].text for row in panel.kinds.plain.rows]
    assert rows[:2] == ["All secrets, 3", "Need a look, 1"]
    panel.filter.setText("bills")
    assert names(page) == []
    panel.filter.setText("orders")
    assert names(page) == ["Orders"]
    assert panel.foot.title.text() == "This run only"
