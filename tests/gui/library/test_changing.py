"""Making, renaming, moving, deleting."""

from pathlib import Path

import pytest

from inspector.gui.library.changing import Changing
from inspector.gui.library.open_requests import OpenRequests
from inspector.gui.library.tree_model import Drop


@pytest.fixture
def changing(owner, panel_tools):
    return Changing(panel_tools, owner, OpenRequests(panel_tools, owner))


def names(owner, key):
    return [each.name for each in owner.by_key[key].children]


def said(tools):
    return tools.notices.all[-1]


def test_a_collection_folder_and_request_are_made(changing, owner, settle, qtbot, panel_tools):
    with qtbot.waitSignal(changing.made) as made:
        changing.new_collection()
    settle(owner)
    collection = owner.by_key[made.args[0]]
    with qtbot.waitSignal(changing.made) as made:
        changing.new_folder(collection)
    folder = owner.by_key[made.args[0]]
    with qtbot.waitSignal(changing.made) as made:
        changing.new_request(folder)
    assert names(owner, folder.key) == ["New request"]
    assert panel_tools.tabs.active.path == made.args[0]


def test_without_collections_a_new_request_is_an_unsaved_tab(changing, owner, panel_tools):
    asked = []
    panel_tools.actions.provide("new-tab", asked.append)
    owner.nodes = ()
    changing.new_request(None)
    changing.new_folder(None)
    assert asked == [None]


def test_rename_duplicate_and_the_open_tab_follows(changing, owner, shop, settle, panel_tools):
    changing._open.open(shop.list, keep=True)
    tab = panel_tools.tabs.active
    changing.rename(shop.list, "All")
    changing.duplicate(owner.by_key[shop.list])
    settle(owner)
    assert names(owner, shop.key(shop.orders)) == ["All", "All (copy)", "Create"]
    assert (tab.title, tab.modified) == ("All", False)


@pytest.mark.parametrize(
    ("which", "where", "folder", "expected"),
    [
        ("create", "up", "orders", ["Create", "List"]),
        ("list", "down", "orders", ["Create", "List"]),
        ("list", "up", "orders", ["List", "Create"]),
        ("list", "out", "example", ["Orders", "Ping", "List"]),
        ("ping", "in", "orders", ["List", "Create", "Ping"]),
    ],
)
def test_rows_move_by_keys(changing, owner, shop, settle, which, where, folder, expected):  # noqa: PLR0917 - fixtures
    changing.shift(getattr(shop, which), where)
    settle(owner)
    assert names(owner, shop.key(getattr(shop, folder))) == expected


def test_a_dropped_row_moves_and_its_tab_follows(changing, owner, shop, settle, panel_tools):
    changing._open.open(shop.ping, keep=True)
    changing.drop(Drop(shop.ping, shop.key(shop.orders), "create"))
    settle(owner)
    assert names(owner, shop.key(shop.orders)) == ["List", "Ping", "Create"]
    assert panel_tools.tabs.active.path in owner.by_key
    assert not panel_tools.tabs.active.modified


def test_a_folder_does_not_go_into_itself(changing, shop, owner, settle, panel_tools):
    orders = shop.key(shop.orders)
    changing.drop(Drop(orders, orders, ""))
    settle(owner)
    assert "into itself" in said(panel_tools).text


def test_deleting_can_be_undone_for_ten_seconds(changing, owner, shop, settle, panel_tools):
    orders = shop.key(shop.orders)
    changing.delete(orders)
    settle(owner)
    assert orders not in owner.by_key
    assert said(panel_tools).seconds == 10
    said(panel_tools).do()
    settle(owner)
    assert names(owner, orders) == ["List", "Create"]


def test_what_was_deleted_is_listed_and_comes_back_one_by_one(changing, owner, shop, settle):
    orders, ping = shop.key(shop.orders), shop.ping
    for key in (orders, ping):
        changing.delete(key)
        settle(owner)
    listed = [entry for entry in changing.gone_entries() if entry.text]
    assert [entry.text for entry in listed] == ["Bring back “Ping”", "Bring back “Orders”"]
    listed[1].do()
    listed[1].do()
    settle(owner)
    assert orders in owner.by_key
    changing.undo_delete()
    changing.undo_delete()
    settle(owner)
    assert ping in owner.by_key
    assert changing.gone_entries() == ()


def test_an_opened_folder_is_closed_not_deleted(changing, owner, shop, settle, panel_tools):
    from inspector.library.library import Library

    root = panel_tools.places.data / "elsewhere"
    Library(root, panel_tools.vault, root / "trash").new_collection("Theirs")
    changing.open_folder(str(root))
    settle(owner)
    assert owner.remembered.places == (str(root),)
    node = owner.by_key[str(root / "theirs")]
    changing.drop(Drop(shop.ping, node.key, ""))
    assert "only move within" in said(panel_tools).text
    changing.delete(node.key)
    settle(owner)
    assert node.key not in owner.by_key
    assert (root / "theirs" / "collection.toml").exists()
    assert owner.remembered.places == ()
    said(panel_tools).do()
    settle(owner)
    assert node.key in owner.by_key


def test_an_ordinary_folder_is_made_a_collection_if_wanted(
    changing, owner, settle, panel_tools, tmp_path
):
    changing.open_folder(str(tmp_path))
    settle(owner)
    assert list(tmp_path.iterdir()) == []
    said(panel_tools).do()
    settle(owner)
    assert str(tmp_path) in owner.by_key
    assert Path(tmp_path, "collection.toml").exists()
    assert owner.remembered.places == (str(tmp_path),)
