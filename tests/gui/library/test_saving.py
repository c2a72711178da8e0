"""The command Save."""

from pathlib import Path

import pytest

from inspector.gui.library.open_requests import OpenRequests
from inspector.gui.library.saving import SaveDialog, Saving, Target
from inspector.gui.state.documents import RequestDocument
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from inspector.presentation.library.nodes import tree_of

SECRET = "very-secret-0123456789-abcdefghijklmnop"


@pytest.fixture
def requests(owner, panel_tools):
    return OpenRequests(panel_tools, owner)


@pytest.fixture
def saving(owner, panel_tools, requests):
    return Saving(panel_tools, owner, requests, lambda: None)


def test_a_saved_request_goes_to_its_file(  # noqa: PLR0917 - fixtures
    saving, requests, panel_tools, shop, type_in, owner, settle
):
    requests.open(shop.list, keep=False)
    tab = panel_tools.tabs.active
    type_in(tab, url="http://changed")
    assert panel_tools.actions.run("save")
    settle(owner)
    assert 'url = "http://changed"' in Path(shop.list).read_text()
    assert (tab.modified, tab.preview, requests.clash) == (False, False, None)


def test_a_new_request_goes_where_the_user_says(saving, panel_tools, shop, owner, settle):
    tab = RequestDocument(Request(url="http://new", credential=Bearer()))
    panel_tools.tabs.open(tab)
    saving.add(tab, Target(name="Fresh", parent=shop.orders))
    settle(owner)
    assert tab.path.endswith("fresh.toml")
    assert (tab.title, tab.modified) == ("Fresh", False)
    assert owner.by_key[tab.path].parent == shop.key(shop.orders)


def test_a_new_collection_is_made(saving, panel_tools, owner, settle):
    tab = RequestDocument(Request(url="http://new"))
    panel_tools.tabs.open(tab)
    saving.add(tab, Target(name="Fresh", collection="Mine"))
    settle(owner)
    assert owner.by_key[owner.by_key[tab.path].parent].name == "Mine"


def test_no_secret_is_in_the_file(saving, panel_tools, shop, owner, settle, home):
    token = panel_tools.vault.put(SECRET)
    headers = (RequestHeader("Authorization", f"Bearer {SECRET}"),)
    tab = RequestDocument(
        Request(
            url=f"http://u:{SECRET}@new/?access_token={SECRET}",
            credential=Bearer(token=token),
            headers=headers,
        )
    )
    panel_tools.tabs.open(tab)
    saving.add(tab, Target(name="Fresh", parent=shop.orders))
    settle(owner)
    assert not tab.modified
    for path in home.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_what_was_typed_while_saving_stays_unsaved(  # noqa: PLR0917 - fixtures
    saving, requests, panel_tools, shop, type_in, owner, settle
):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    type_in(tab, url="http://one")
    saving.save()
    type_in(tab, url="http://two")
    settle(owner)
    assert (tab.current.value.url, tab.saved.url) == ("http://two", "http://one")
    assert tab.modified


def test_a_file_changed_meanwhile_is_not_written_over(  # noqa: PLR0917 - fixtures
    saving, requests, panel_tools, shop, type_in, edit_file, owner, settle
):
    requests.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    type_in(tab, url="http://mine")
    edit_file(shop.list, "v1/orders", "v2/orders")
    saving.save()
    settle(owner)
    assert "v2/orders" in Path(shop.list).read_text()
    assert requests.clash_of(tab)
    saving.save()
    assert "which version" in panel_tools.notices.all[-1].text
    saving.keep_ours(requests.clash)
    settle(owner)
    assert "http://mine" in Path(shop.list).read_text()
    assert (tab.modified, requests.clash) == (False, None)


def test_without_a_file_the_user_is_asked(saving, panel_tools, owner, settle):
    tab = RequestDocument(Request(url="http://new/orders"))
    panel_tools.tabs.open(tab)
    dialog = saving.ask(tab)
    assert dialog.target.name == "orders"
    assert dialog.isVisible()
    dialog.save.click()
    settle(owner)
    assert tab.path


def test_only_a_request_can_be_saved(saving, panel_tools):
    panel_tools.tabs.show_start()
    assert not panel_tools.actions.can_run("save")
    panel_tools.tabs.open(RequestDocument(kind="reply"))
    assert not panel_tools.actions.can_run("save")
    panel_tools.tabs.open(RequestDocument())
    assert panel_tools.actions.can_run("save")


def test_a_folder_that_is_gone_is_told_and_nothing_lost(
    saving, panel_tools, owner, settle, tmp_path
):
    tab = RequestDocument(Request(url="http://new"))
    panel_tools.tabs.open(tab)
    saving.add(tab, Target(name="Fresh", parent="nowhere/"))
    settle(owner)
    assert tab.path == ""
    assert "gone" in panel_tools.notices.all[-1].text


# ---------------- Where a request is saved
def _places(dialog):
    combo = dialog.form.main("place")
    return [combo.itemText(row) for row in range(combo.count())]


@pytest.fixture
def dialog(shop, panel_tools, qtbot):
    made = SaveDialog(panel_tools, tree_of([shop.held()]), "orders")
    qtbot.addWidget(made)
    return made


def test_collections_and_folders_are_offered(dialog):
    offered = _places(dialog)
    assert offered == ["Billing", "Example", "Example / Orders", "New collection"]


def test_a_folder_is_chosen(dialog, shop, qtbot):
    dialog.suggest(shop.key(shop.orders))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.save.click()
    assert chosen.args == [Target(name="orders", parent=shop.orders)]


def test_a_new_collection_needs_a_name(dialog):
    assert dialog.form.fields["collection"].isHidden()
    dialog.form.enter("place", len(_places(dialog)) - 1)
    assert not dialog.form.fields["collection"].isHidden()
    dialog.form.enter("collection", " ")
    assert not dialog.save.isEnabled()
    dialog.form.enter("collection", "Mine")
    assert dialog.target == Target(name="orders", collection="Mine")
    assert dialog.save.isEnabled()


def test_a_request_needs_a_name(dialog):
    dialog.form.enter("name", "  ")
    assert not dialog.save.isEnabled()
