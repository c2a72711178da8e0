"""Saving never writes over somebody else's change."""

import msgspec

from inspector.library import making, saving
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.request import Request

replace = msgspec.structs.replace


def made(shelf):
    parent = making.new_collection(shelf, "Shop").id
    request = Request(name="A", url="http://a")
    return replace(request, id=making.new_request(shelf, parent, request).id)


def test_the_same_change_from_outside_is_no_clash(shelf):
    request = made(shelf)
    path = shelf.file(request.id)
    path.write_text(path.read_text().replace("http://a", "http://b"))
    assert saving.save(shelf, replace(request, url="http://b")) == saving.Done(id=request.id)


def test_a_clash_stays_one_until_it_is_settled(shelf):
    request = made(shelf)
    path = shelf.file(request.id)
    path.write_text(path.read_text().replace("http://a", "http://theirs"))
    for _ in range(2):
        clash = saving.save(shelf, request).clash
        assert clash.theirs.url == "http://theirs"
        assert clash.path == path
    saving.save(shelf, request, overwrite=True)
    assert saving.save(shelf, request).clash is None


def test_heads_that_are_missing_are_made(shelf):
    shelf.file("shop/x/a").parent.mkdir(parents=True)
    assert saving.save_folder(shelf, "shop/", Folder(name="X", path="x")).id == "shop/x/"
    assert saving.save_collection(shelf, "shop/", Collection(name="Shop")).id == "shop/"
    assert saving.save_environment(shelf, "shop/", Environment(name="E")).id


def test_failures_are_told(shelf):
    shelf.root.rmdir()
    shelf.root.write_text("a file in the way")
    assert saving.save(shelf, Request(id="shop/a"), overwrite=True).problem
    assert saving.save_folder(shelf, "shop/", Folder(name="X", path="x")).problem
    assert saving.save_collection(shelf, "shop/", Collection(name="Shop")).problem
    assert saving.save_environment(shelf, "shop/", Environment(name="E")).problem
    assert saving.delete_environment(shelf, "shop/", "E").problem is None
