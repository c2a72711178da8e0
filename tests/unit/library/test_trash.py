"""Deleting can be undone until it is forgotten."""

from inspector.library import making, trash
from inspector.model.request import Request


def made(shelf):
    parent = making.new_collection(shelf, "Shop").id
    return making.new_request(shelf, parent, Request(name="A")).id


def test_restoring_does_not_overwrite_what_came_after(shelf, tmp_path):
    request = made(shelf)
    deleted = trash.delete(shelf, request, tmp_path / "trash")
    shelf.write(shelf.file(request), Request(name="New"))
    assert deleted.restore().what
    assert shelf.read(shelf.file(request), Request).record.name == "New"


def test_what_is_forgotten_is_gone(shelf, tmp_path):
    request = made(shelf)
    deleted = trash.delete(shelf, request, tmp_path / "trash")
    deleted.forget()
    assert deleted.restore() is not None
    whole = trash.delete(shelf, "shop/", tmp_path / "trash")
    whole.forget()
    assert list((tmp_path / "trash").iterdir()) == []
    trash.empty(tmp_path / "trash")
    trash.empty(tmp_path / "trash")
