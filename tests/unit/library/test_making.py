"""What is made gets a file of its own, and a failure is told."""

from inspector.library import making
from inspector.model.request import Request


def test_a_new_request_stands_where_it_was_asked_for(shelf):
    parent = making.new_collection(shelf, "Shop").id
    for name in ("A", "B"):
        making.new_request(shelf, parent, Request(name=name))
    assert making.new_request(shelf, parent, Request(name="C"), after="a").id == "shop/c"
    assert 'order = ["a", "c", "b"]' in (shelf.root / "shop" / "collection.toml").read_text()


def test_a_root_that_cannot_be_written_is_told(shelf, tmp_path):
    shelf.root.rmdir()
    shelf.root.write_text("a file in the way")
    assert making.new_collection(shelf, "Shop").problem.what
    assert making.new_folder(shelf, "shop/", "A").problem.what
    assert making.new_request(shelf, "shop/", Request()).problem.what
    assert making.duplicate(shelf, "shop/a").problem.what
