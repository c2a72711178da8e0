"""Open tabs and their files."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from inspector.gui.library.open_requests import (
    Clash,
    ClashCard,
    Difference,
    OpenRequests,
    differences,
)
from inspector.gui.library.passing_on import EnvironmentFiles
from inspector.gui.state.documents import RequestDocument
from inspector.model.collection import Environment
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Request, RequestHeader
from inspector.vault.vault import Vault


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


def test_moved_files_take_their_tabs_along(requests, panel_tools, shop, owner):
    requests.open(shop.list, keep=True)
    owner.follow_move(shop.key(shop.orders), "/elsewhere")
    assert panel_tools.tabs.active.path == f"/elsewhere{os.sep}list.toml"


def test_deleted_files_close_tabs_without_edits(requests, panel_tools, shop, owner, type_in):
    requests.open(shop.create, keep=True)
    requests.open(shop.list, keep=True)
    type_in(panel_tools.tabs.active, url="http://mine")
    owner.gone.emit(shop.key(shop.orders))
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


# ---------------- Both versions of a clash
MINE = Request(name="List", url="http://mine")


@pytest.fixture
def card(panel_tools, qtbot):
    made = ClashCard(panel_tools)
    qtbot.addWidget(made)
    return made


def texts(card):
    return " | ".join(
        label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)
    )


def test_both_versions_are_shown(card, qtbot):
    clash = Clash(RequestDocument(MINE), Request(name="List", url="http://theirs"))
    card.show_clash(clash)
    qtbot.waitUntil(lambda: "Mine: http://mine" in texts(card))
    assert "File: http://theirs" in texts(card)
    with qtbot.waitSignal(card.ours_chosen) as chosen:
        card.ours.click()
    assert chosen.args == [clash]
    with qtbot.waitSignal(card.theirs_chosen):
        card.theirs.click()


def test_a_file_that_is_gone_is_said(card):
    card.show_clash(Clash(RequestDocument(MINE), None))
    assert "gone or damaged" in texts(card)


def test_it_hides_without_a_question(card):
    assert card.isHidden()
    card.show_clash(Clash(RequestDocument(MINE), None))
    card.show_clash(None)
    assert card.isHidden()


# ---------------- Where two versions differ
SECRET = "hidden-0123456789-value-of-the-vault"


@pytest.fixture
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


def test_only_fields_that_differ_are_told(vault):
    found = differences(
        Request(name="a", url="http://x", method="GET"),
        Request(name="a", url="http://x", method="POST"),
        vault,
    )
    assert found == (Difference("Method", "GET", "POST"),)


def test_secrets_are_masked_and_long_values_cut(vault):
    vault.put(SECRET)
    found = differences(
        Request(headers=(RequestHeader("X", SECRET),), body=JsonBody(text="y" * 500)),
        Request(),
        vault,
    )
    assert [each.field for each in found] == ["Headers", "Body"]
    assert SECRET not in found[0].ours
    assert len(found[1].ours) < 100


# ---------------- Environments of the active tab's collection
STAGING = Environment(name="Staging", values={"api": "http://staging"})


@pytest.fixture
def files(owner, panel_tools, shop):
    made = EnvironmentFiles(panel_tools, owner)
    OpenRequests(panel_tools, owner).open(shop.list, keep=True)
    return made


def test_the_variables_of_the_active_tabs_collection_are_shared(files, panel_tools):
    assert panel_tools.environments.shared == {"api": "http://api.example.com"}


def test_the_saved_requests_are_known_to_count_uses(files, panel_tools, shop):
    ids = [each.id for each in panel_tools.environments.requests]
    assert any(shop.list.endswith(f"{each}.toml") for each in ids)


def test_an_environment_is_written_changed_and_removed(files, panel_tools, owner, shop, settle):
    panel_tools.environments.put(STAGING)
    settle(owner)
    (file,) = (shop.home / "example" / "environments").iterdir()
    assert "http://staging" in file.read_text()
    panel_tools.environments.put(Environment(name="Stage"), "Staging")
    settle(owner)
    assert [each.name for each in panel_tools.environments.all] == ["Stage"]
    panel_tools.environments.remove("Stage")
    settle(owner)
    assert not file.exists()


def test_the_environments_of_other_collections_are_known(files, panel_tools, owner, shop, settle):
    assert panel_tools.environments.elsewhere == frozenset()
    owner.do(lambda libraries: shop.library.save_environment(shop.billing, STAGING))
    settle(owner)
    assert panel_tools.environments.all == ()
    assert panel_tools.environments.elsewhere == {"Staging"}


def test_shared_values_are_written(files, panel_tools, owner, shop, settle):
    panel_tools.environments.edit_shared({"api": "http://other"})
    settle(owner)
    assert "http://other" in (shop.home / "example" / "collection.toml").read_text()
    assert panel_tools.environments.shared == {"api": "http://other"}


def test_two_edits_in_a_row_both_stay(files, panel_tools, owner, settle):
    panel_tools.environments.put(STAGING)
    panel_tools.environments.put(Environment(name="Production", production=True))
    settle(owner)
    assert [each.name for each in panel_tools.environments.all] == ["Production", "Staging"]


def test_without_a_collection_the_first_one_is_made(panel_tools, settle):
    from inspector.gui.library.collections import Collections

    owner = Collections(panel_tools)
    kept = EnvironmentFiles(panel_tools, owner)
    owner.begin()
    settle(owner)
    panel_tools.environments.put(STAGING)
    settle(owner)
    assert [node.name for node in owner.nodes] == ["My requests"]
    assert panel_tools.environments.all == (STAGING,)
    assert kept


def test_the_first_edits_all_go_to_one_collection(panel_tools, settle):
    from inspector.gui.library.collections import Collections

    owner = Collections(panel_tools)
    kept = EnvironmentFiles(panel_tools, owner)
    owner.begin()
    settle(owner)
    panel_tools.environments.put(STAGING)
    panel_tools.environments.put(Environment(name="Live"))
    panel_tools.environments.edit_shared({"limit": "20"})
    settle(owner)
    assert [node.name for node in owner.nodes] == ["My requests"]
    assert [each.name for each in panel_tools.environments.all] == ["Live", "Staging"]
    assert panel_tools.environments.shared == {"limit": "20"}
    assert kept is not None
