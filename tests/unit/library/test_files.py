"""A folder becomes a Collection."""

import os

from inspector.library.files import DEEPEST, in_order, load, load_all, subfolders
from inspector.library.shelf import Shelf
from inspector.model.request import Request


def put(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_tree_is_read_in_its_order(shelf, root):
    put(root / "shop" / "collection.toml", 'name = "Shop"\norder = ["b", "z", "a"]\n')
    for name in ("a", "b", "c"):
        put(root / "shop" / f"{name}.toml", f'url = "http://{name}"\n')
    put(root / "shop" / "z" / "deep" / "x.toml", 'name = "X"\n')
    put(root / "shop" / "environments" / "live.toml", "production = true\n")
    put(root / "no-collection" / "a.toml")
    (loaded,) = load_all(shelf)
    assert loaded.problems == ()
    made = loaded.collection
    assert [request.id for request in made.requests] == ["shop/b", "shop/a", "shop/c"]
    assert made.requests[0] == Request(id="shop/b", name="b", url="http://b")
    (folder,) = made.folders
    assert (folder.name, folder.path) == ("z", "z")
    assert folder.folders[0].path == "z/deep"
    assert folder.folders[0].requests[0].id == "shop/z/deep/x"
    assert (made.environments[0].name, made.environments[0].production) == ("live", True)


def test_links_and_depth_do_not_lead_round_for_ever(shelf, root):
    put(root / "shop" / "collection.toml")
    (root / "shop" / "round").symlink_to(root / "shop")
    deep = root / "shop"
    for _ in range(DEEPEST + 5):
        deep = deep / "d"
    put(deep / "a.toml")
    collection = load(shelf, root / "shop").collection
    depth = 0
    while collection.folders:
        collection = collection.folders[0]
        depth += 1
    assert depth == DEEPEST + 1
    assert subfolders(root / "none") == []


def test_what_the_order_does_not_name_comes_after(root):
    paths = [root / name for name in ("B.toml", "a.toml", "c")]
    assert [path.name for path in in_order(paths, ("c", "gone"))] == ["c", "a.toml", "B.toml"]


def test_what_a_clone_brings_is_read_only_where_it_is_a_file(shelf, root, tmp_path):
    shop = root / "shop"
    (tmp_path / "private").mkdir()
    put(tmp_path / "private" / "secret.toml")
    put(shop / "collection.toml")
    put(shop / "good.toml")
    (shop / "zero.toml").symlink_to("/dev/zero")
    (shop / "stolen.toml").symlink_to(tmp_path / "private" / "secret.toml")
    (shop / "away").symlink_to(tmp_path / "private")
    (shop / "environments").symlink_to(tmp_path / "private")
    os.mkfifo(shop / "pipe.toml")
    (shop / "sub").mkdir()
    (shop / "sub" / "folder.toml").symlink_to("/dev/zero")
    loaded = load(shelf, shop)
    assert [request.id for request in loaded.collection.requests] == ["shop/good"]
    assert [folder.path for folder in loaded.collection.folders] == ["sub"]
    assert loaded.collection.environments == ()
    told = {problem.where.removeprefix(f"{shop}/") for problem in loaded.problems}
    assert told == {
        *("zero.toml", "stolen.toml", "away", "environments", "pipe.toml", "sub/folder.toml")
    }
    assert shelf.watch.check() == ()


def test_a_linked_collection_is_told_and_its_neighbours_are_read(shelf, root, tmp_path):
    put(tmp_path / "other" / "collection.toml")
    put(root / "shop" / "collection.toml")
    (root / "linked").symlink_to(tmp_path / "other")
    linked, shop = load_all(shelf)
    assert "linked was not read: it is a link" in linked.problems[0].what
    assert shop.problems == ()


def test_the_folder_that_the_user_opens_may_be_a_link(root, tmp_path):
    put(root / "shop" / "collection.toml")
    (tmp_path / "mine").symlink_to(root / "shop")
    assert load_all(Shelf(tmp_path, "mine"))[0].problems == ()
