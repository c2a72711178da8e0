"""Saving never writes over somebody else's change."""

import msgspec

from inspector.library import edits
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.request import Request

replace = msgspec.structs.replace


def made(shelf):
    parent = edits.new_collection(shelf, "Shop").id
    request = Request(name="A", url="http://a")
    return replace(request, id=edits.new_request(shelf, parent, request).id)


def test_the_same_change_from_outside_is_no_clash(shelf):
    request = made(shelf)
    path = shelf.file(request.id)
    path.write_text(path.read_text().replace("http://a", "http://b"))
    assert edits.save(shelf, replace(request, url="http://b")) == edits.Done(id=request.id)


def test_a_clash_stays_one_until_it_is_settled(shelf):
    request = made(shelf)
    path = shelf.file(request.id)
    path.write_text(path.read_text().replace("http://a", "http://theirs"))
    for _ in range(2):
        clash = edits.save(shelf, request).clash
        assert clash.theirs.url == "http://theirs"
        assert clash.path == path
    edits.save(shelf, request, overwrite=True)
    assert edits.save(shelf, request).clash is None


def test_heads_that_are_missing_are_made(shelf):
    shelf.file("shop/x/a").parent.mkdir(parents=True)
    assert edits.save_folder(shelf, "shop/", Folder(name="X", path="x")).id == "shop/x/"
    assert edits.save_collection(shelf, "shop/", Collection(name="Shop")).id == "shop/"
    assert edits.save_environment(shelf, "shop/", Environment(name="E")).id


def test_failures_are_told(shelf):
    shelf.root.rmdir()
    shelf.root.write_text("a file in the way")
    assert edits.save(shelf, Request(id="shop/a"), overwrite=True).problem
    assert edits.save_folder(shelf, "shop/", Folder(name="X", path="x")).problem
    assert edits.save_collection(shelf, "shop/", Collection(name="Shop")).problem
    assert edits.save_environment(shelf, "shop/", Environment(name="E")).problem
    assert edits.delete_environment(shelf, "shop/", "E").problem is None
