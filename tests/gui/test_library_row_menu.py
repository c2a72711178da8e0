"""The menus of the sidebar."""

from inspector.gui.library.nodes import tree_of, walk
from inspector.gui.library.row_menu import RowActions, new_entries, row_entries


def recorder():
    calls = []

    def note(name):
        return lambda *arguments: calls.append((name, *arguments))

    return calls, RowActions(**{name: note(name) for name in RowActions._fields})


def texts(entries):
    return [each.text for each in entries if each.text]


def node(shop, name):
    return next(each for each in walk(tree_of([shop.held()])) if each.name == name)


def test_each_kind_of_row_has_what_can_be_done(shop):
    _, actions = recorder()
    assert "Duplicate" in texts(row_entries(node(shop, "List"), actions))
    folder = texts(row_entries(node(shop, "Orders"), actions))
    assert "Credential…" in folder
    assert "Duplicate" not in folder
    own = texts(row_entries(node(shop, "Example"), actions))
    assert "Delete" in own
    assert "Move up" not in own


def test_an_opened_collection_is_closed_only(shop):
    import msgspec

    _, actions = recorder()
    opened = msgspec.structs.replace(node(shop, "Example"), place="/elsewhere")
    offered = texts(row_entries(opened, actions))
    assert "Close" in offered
    assert "Delete" not in offered


def test_each_entry_asks_for_what_it_says(shop):
    calls, actions = recorder()
    for entry in row_entries(node(shop, "List"), actions):
        entry.do()
    assert [name for name, *_ in calls] == [
        "rename", "duplicate", "shift", "shift", "shift", "shift", "show_files", "delete",
    ]  # fmt: skip


def test_a_folder_needs_a_collection():
    _, actions = recorder()
    off = [each.text for each in new_entries(None, actions, any_folder=False) if not each.enabled]
    assert off == ["New folder"]
