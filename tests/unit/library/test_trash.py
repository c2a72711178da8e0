"""Deleting can be undone until it is forgotten."""

from inspector.library import edits
from inspector.model.request import Request


def made(shelf):
    parent = edits.new_collection(shelf, "Shop").id
    return edits.new_request(shelf, parent, Request(name="A")).id


def test_restoring_does_not_overwrite_what_came_after(shelf, tmp_path):
    request = made(shelf)
    deleted = edits.delete(shelf, request, tmp_path / "trash")
    shelf.write(shelf.file(request), Request(name="New"))
    assert deleted.restore().what
    assert shelf.read(shelf.file(request), Request).record.name == "New"


def test_what_is_forgotten_is_gone(shelf, tmp_path):
    request = made(shelf)
    deleted = edits.delete(shelf, request, tmp_path / "trash")
    deleted.forget()
    assert deleted.restore() is not None
    whole = edits.delete(shelf, "shop/", tmp_path / "trash")
    whole.forget()
    assert list((tmp_path / "trash").iterdir()) == []
    edits.empty(tmp_path / "trash")
    edits.empty(tmp_path / "trash")
