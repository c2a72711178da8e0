"""Names change; file names only once."""

from inspector.library import edits
from inspector.model.request import Request


def test_only_a_first_name_moves_the_file(shelf):
    parent = edits.new_collection(shelf, "Shop").id
    edits.new_request(shelf, parent, Request(name="List"))
    made = edits.new_request(shelf, parent, Request())
    assert edits.rename(shelf, made.id, "").id == "shop/untitled"
    assert edits.rename(shelf, made.id, "List").id == "shop/list-2"
    assert edits.rename(shelf, "shop/list-2", "Other").id == "shop/list-2"
    folder = edits.new_folder(shelf, parent, "F").id
    assert edits.rename(shelf, folder, "G").id == folder
    assert 'name = "G"' in (shelf.folder(folder) / "folder.toml").read_text()


def test_damaged_files_are_not_renamed(shelf):
    parent = edits.new_collection(shelf, "Shop").id
    shelf.file("shop/a").write_text("name = ")
    assert edits.rename(shelf, "shop/a", "B").problem
    (shelf.root / "shop" / "collection.toml").write_text("name = ")
    assert edits.rename(shelf, parent, "B").problem
