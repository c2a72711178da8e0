"""Open tabs and their files."""

import os
from pathlib import Path

import pytest

from inspector.gui.library.open_requests import OpenRequests
from inspector.gui.state.documents import RequestDocument
from inspector.model.credential import Bearer
from inspector.model.request import Request


@pytest.fixture
def requests(owner, panel_tools):
    return OpenRequests(panel_tools, owner)


@pytest.fixture
def reload(owner, settle):
    def read():
        owner.do(lambda _libraries: None)
        settle(owner)

    return read


def test_a_preview_is_replaced_and_a_kept_tab_stays(requests, panel_tools, shop):
    requests.open(shop.list, keep=False)
    requests.open(shop.create, keep=False)
    assert [each.title for each in panel_tools.tabs.documents] == ["Create"]
    requests.open(shop.create, keep=True)
    requests.open(shop.ping, keep=False)
    assert [each.title for each in panel_tools.tabs.documents] == ["Create", "Ping"]
    requests.open("nowhere", keep=True)
    assert panel_tools.tabs.active.title == "Ping"


def test_what_is_sent_inherits_from_the_folder(requests, panel_tools, shop):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    assert isinstance(tab.inherit(tab.current.value).credential, Bearer)


def test_a_tab_without_edits_follows_its_file(requests, panel_tools, shop, reload, edit_file):
    requests.open(shop.list, keep=False)
    edit_file(shop.list, "v1/orders", "v2/orders")
    reload()
    tab = panel_tools.tabs.active
    assert tab.current.value.url.endswith("v2/orders")
    assert (tab.modified, tab.preview) == (False, True)


def test_a_clash_asks_and_loses_nothing(  # noqa: PLR0917 - fixtures
    requests, panel_tools, shop, reload, edit_file, type_in, qtbot
):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    type_in(tab, url="http://mine")
    edit_file(shop.list, "v1/orders", "v2/orders")
    with qtbot.waitSignal(requests.clashed):
        reload()
    assert tab.current.value.url == "http://mine"
    clash = requests.clash
    assert clash.theirs.url.endswith("v2/orders")
    requests.take_theirs(clash)
    assert tab.current.value.url.endswith("v2/orders")
    assert (tab.modified, requests.clash) == (False, None)
    tab.current.undo()
    assert tab.current.value.url == "http://mine"


def test_the_same_edit_on_both_sides_is_no_clash(
    requests, panel_tools, shop, reload, edit_file, type_in
):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    type_in(tab, url=tab.current.value.url.replace("v1", "v2"))
    edit_file(shop.list, "v1/orders", "v2/orders")
    reload()
    assert (requests.clash, tab.modified) == (None, False)


def test_another_name_in_the_file_leaves_edits_alone(
    requests, panel_tools, shop, reload, edit_file, type_in
):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    type_in(tab, url="http://mine")
    edit_file(shop.list, '"List"', '"All"')
    reload()
    assert (tab.title, tab.current.value.url, tab.modified) == ("All", "http://mine", True)
    assert requests.clash is None


def test_a_restored_tab_finds_its_file(panel_tools, shop, owner, reload):
    made = OpenRequests(panel_tools, owner)
    tab = RequestDocument(Request(name="List", url="http://typed"))
    tab.path = shop.list
    panel_tools.tabs.open(tab)
    reload()
    assert tab.saved == owner.by_key[shop.list].request
    assert tab.modified
    assert made.clash is None


def test_a_closed_tab_needs_no_answer(requests, panel_tools, shop, reload, edit_file, type_in):
    requests.open(shop.list, keep=True)
    type_in(panel_tools.tabs.active, url="http://mine")
    edit_file(shop.list, "v1/orders", "v2/orders")
    reload()
    assert requests.clash_of(panel_tools.tabs.active)
    panel_tools.tabs.close(panel_tools.tabs.active)
    assert requests.clash is None


def test_moved_files_take_their_tabs_along(requests, panel_tools, shop):
    requests.open(shop.list, keep=True)
    requests.follow_move(shop.key(shop.orders), "/elsewhere")
    assert panel_tools.tabs.active.path == f"/elsewhere{os.sep}list.toml"


def test_deleted_files_close_tabs_without_edits(requests, panel_tools, shop, type_in):
    requests.open(shop.create, keep=True)
    requests.open(shop.list, keep=True)
    type_in(panel_tools.tabs.active, url="http://mine")
    requests.let_go(shop.key(shop.orders))
    (left,) = panel_tools.tabs.documents
    assert (left.title, left.path, left.saved) == ("List", "", None)


def test_the_last_status_is_remembered(requests, panel_tools, shop, owner, monkeypatch):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    monkeypatch.setattr(RequestDocument, "status", 401)
    tab.changed.emit()
    assert owner.remembered.statuses == {shop.list: 401}


def test_a_file_that_is_gone_is_told_once_and_the_tab_stays(requests, panel_tools, shop, reload):
    requests.open(shop.list, keep=True)
    Path(shop.list).unlink()
    reload()
    reload()
    told = [each.text for each in panel_tools.notices.all]
    assert len(told) == 1
    assert "“List” is gone or damaged" in told[0]
    assert panel_tools.tabs.active.title == "List"


def test_the_tab_looks_again_when_its_folder_passes_on_something_else(
    requests, panel_tools, shop, reload, edit_file, qtbot
):
    requests.open(shop.list, keep=False)
    reload()
    tab = panel_tools.tabs.active
    (shop.home / "example" / "orders" / "folder.toml").write_text(
        'name = "Orders"\n[credential]\nkind = "none"\n'
    )
    with qtbot.waitSignal(tab.current.changed):
        reload()
    assert (tab.preview, tab.modified) == (True, False)


def test_the_palette_offers_saved_requests(requests, panel_tools):
    offers = {each.title: each for each in panel_tools.actions.offers()}
    assert set(offers) == {"GET List", "POST Create", "GET Ping"}
    offers["GET Ping"].run()
    assert (panel_tools.tabs.active.title, panel_tools.tabs.active.preview) == ("Ping", False)
