"""Moving takes the place in the order along."""

from inspector.library import edits, files
from inspector.model.request import Request


def test_a_move_between_folders_changes_both_orders(shelf):
    parent = edits.new_collection(shelf, "Shop").id
    folder = edits.new_folder(shelf, parent, "F").id
    for name in ("A", "B"):
        edits.new_request(shelf, parent, Request(name=name))
        edits.new_request(shelf, folder, Request(name=f"x{name}"))
    assert edits.move(shelf, "shop/a", folder, before="xb").id == "shop/f/a"
    assert files.entries(shelf, shelf.folder(parent)) == ("f", "b")
    assert files.entries(shelf, shelf.folder(folder)) == ("xa", "a", "xb")


def test_what_cannot_be_moved_is_told_and_stays(shelf, monkeypatch):
    parent = edits.new_collection(shelf, "Shop").id
    folder = edits.new_folder(shelf, parent, "F").id
    request = edits.new_request(shelf, parent, Request(name="A")).id
    monkeypatch.setattr("shutil.move", lambda *paths: (_ for _ in ()).throw(OSError(13, "no")))
    assert edits.move(shelf, request, folder).problem.what
    assert shelf.file(request).exists()
