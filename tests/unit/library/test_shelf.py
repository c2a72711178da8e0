"""Ids and paths belong together; writing loses nothing."""

import pytest

from inspector.library import edits
from inspector.library.records import CollectionFile, FolderFile
from inspector.library.shelf import Shelf
from inspector.model.collection import Problem
from inspector.model.request import Request


def test_ids_and_paths_belong_together(shelf, root):
    for some_id in ("orders/list", "orders/", "orders/admin/users"):
        assert shelf.id_of(shelf.path(some_id)) == some_id
    assert shelf.path("orders/list") == root / "orders" / "list.toml"
    assert shelf.head(root / "orders") == (root / "orders" / "collection.toml", CollectionFile)
    assert shelf.head(root / "orders" / "x") == (root / "orders" / "x" / "folder.toml", FolderFile)


@pytest.mark.parametrize("data", [b"\xff", b"name = "])
def test_a_damaged_file_is_told_when_read_and_kept_when_written(shelf, root, data):
    path = root / "a.toml"
    path.write_bytes(data)
    found = shelf.read(path, Request)
    assert found.record is None
    assert found.problems[0].where.startswith(str(path))
    assert shelf.write(path, Request(name="A")) is None
    assert (root / "a.toml.damaged-1").read_bytes() == data
    assert shelf.read(path, Request).record == Request(name="A")


def test_a_missing_file_is_told(shelf, root):
    assert "no file" in shelf.read(root / "a.toml", Request).problems[0].what


def test_a_damaged_file_that_cannot_be_kept_is_not_overwritten(shelf, root, monkeypatch):
    monkeypatch.setattr("inspector.library.shelf.set_aside", lambda path: None)
    path = root / "a.toml"
    path.write_text("name = ")
    assert shelf.write(path, Request()).todo
    assert path.read_text() == "name = "


def test_a_failed_write_is_told_and_changes_nothing(shelf, root, monkeypatch):
    path = root / "a.toml"
    shelf.write(path, Request(name="A"))
    monkeypatch.setattr(
        "inspector.disk.atomic.os.fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "full"))
    )
    assert "no space" in shelf.write(path, Request(name="B")).what
    assert shelf.read(path, Request).record.name == "A"
    assert Shelf(root).watch.check()


def test_nothing_is_written_through_a_link(shelf, root, tmp_path):
    (tmp_path / "rc").write_text("mine")
    (root / "shop").mkdir()
    (root / "shop" / "x.toml").symlink_to(tmp_path / "rc")
    problem = shelf.write(root / "shop" / "x.toml", Request(name="x"))
    assert "it is a link" in problem.what
    assert (tmp_path / "rc").read_text() == "mine"
    assert (root / "shop" / "x.toml").is_symlink()


def test_what_lies_behind_a_linked_folder_is_neither_moved_nor_deleted(shelf, root, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.toml").write_text("")
    (root / "shop").mkdir()
    (root / "shop" / "away").symlink_to(tmp_path / "out")
    assert isinstance(edits.delete(shelf, "shop/away/x", tmp_path / "trash"), Problem)
    assert edits.move(shelf, "shop/away/x", "shop/").problem
    assert (tmp_path / "out" / "x.toml").exists()


def test_what_is_beside_is_written_once(shelf, root):
    (root / "shop").mkdir()
    assert shelf.write_beside(root / "shop" / ".gitignore", "a") is None
    assert shelf.write_beside(root / "shop" / ".gitignore", "b") is None
    assert (root / "shop" / ".gitignore").read_text() == "a"
