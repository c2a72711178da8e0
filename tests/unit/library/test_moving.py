"""Moving takes the place in the order along."""

from inspector.library import edits, files
from inspector.library.inherit import resolve
from inspector.model.collection import Collection
from inspector.model.kinds.inherit import InheritCredential
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


def bound(library, shop):
    """Return the names of the requests that the one request logs in with."""
    (loaded,) = library.load()
    found = resolve(Request(credential=InheritCredential()), loaded.collection).scope.login
    return [each.name for each in found]


def test_a_login_stays_bound_when_it_is_renamed_or_moved(library):
    shop = library.new_collection("Shop").id
    auth = library.new_folder(shop, "Auth").id
    login = library.add(auth, Request(name="Log in", url="http://a/login")).id
    library.save_collection(shop, Collection(name="Shop", login=("auth/log-in", "gone")))
    assert bound(library, shop) == ["Log in"]
    library.rename(login, "Sign in")
    assert bound(library, shop) == ["Sign in"]
    deep = library.new_folder(shop, "Deep").id
    library.move(auth, deep)
    assert bound(library, shop) == ["Sign in"]
    library.move(f"{deep}auth/log-in", shop)
    assert bound(library, shop) == ["Sign in"]
    text = (library.path(shop) / "collection.toml").read_text()
    assert 'login = ["log-in", "gone"]' in text


def test_a_login_that_a_file_names_is_found_by_its_name_as_well(library):
    shop = library.new_collection("Shop").id
    library.add(shop, Request(name="Log in", url="http://a/login"))
    library.save_collection(shop, Collection(name="Shop", login=("Log in",)))
    assert bound(library, shop) == ["Log in"]
