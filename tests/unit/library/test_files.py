"""A folder becomes a Collection."""

from inspector.library.files import DEEPEST, in_order, load, load_all, subfolders
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
