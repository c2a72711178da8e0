"""Every operation on collections, as files and as what is read again."""

import msgspec
import pytest

from inspector.library.library import Library
from inspector.model.collection import Collection, Environment, Folder
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import JsonBody, Request, RequestHeader
from inspector.model.secret import SecretRef

replace = msgspec.structs.replace


@pytest.fixture
def orders(library):
    return library.new_collection("Orders").id


def _loaded(library, collection_id):
    return next(each for each in library.load() if each.id == collection_id)


def names(library, collection_id="orders/"):
    loaded = _loaded(library, collection_id)
    assert loaded.problems == ()
    return [request.name for request in loaded.collection.requests]


def test_what_is_made_is_there_after_a_restart(library, orders, root, vault, tmp_path):
    folder = library.new_folder(orders, "Admin users")
    assert folder.id == "orders/admin-users/"
    request = Request(name="List", url="http://a", headers=(RequestHeader("A", "b"),))
    done = library.add(folder.id, request)
    assert done.id == "orders/admin-users/list"
    assert done.request == replace(request, id=done.id)
    (loaded,) = Library(root, vault, tmp_path / "trash").load()
    assert loaded.problems == ()
    assert loaded.id == "orders/"
    assert loaded.collection == Collection(
        name="Orders",
        folders=(Folder(name="Admin users", path="admin-users", requests=(done.request,)),),
    )


def test_saving_changes_the_file_only_where_it_differs(library, orders, root):
    done = library.add(orders, Request(name="List", url="http://a"))
    path = root / "orders" / "list.toml"
    path.write_text(path.read_text() + "# mine\n")
    library.load()
    library.save(replace(done.request, url="http://b"))
    assert path.read_text() == 'format = 1\nname = "List"\nurl = "http://b"\n# mine\n'


def test_a_change_from_outside_is_never_overwritten(library, orders, root):
    request = library.add(orders, Request(name="List", url="http://a")).request
    path = root / "orders" / "list.toml"
    path.write_text(path.read_text().replace("http://a", "http://theirs"))
    assert [change.kind for change in library.check()] == ["changed"]
    ours = replace(request, url="http://ours")
    done = library.save(ours)
    assert done.clash.ours == ours
    assert done.clash.theirs == replace(request, url="http://theirs")
    assert "http://theirs" in path.read_text()
    again = library.save(ours)
    assert again.clash is not None
    assert library.save(ours, overwrite=True).clash is None
    assert "http://ours" in path.read_text()
    assert library.check() == ()
    assert library.save(replace(ours, name="L")).clash is None


def test_a_file_that_went_away_is_a_clash_too(library, orders, root):
    request = library.add(orders, Request(name="List")).request
    (root / "orders" / "list.toml").unlink()
    assert library.save(request).clash.theirs is None
    assert library.save(request, overwrite=True).id == request.id


def test_the_file_takes_the_first_name_and_keeps_it(library, orders, root):
    made = library.add(orders, Request(url="http://a"))
    assert made.id == "orders/untitled"
    named = library.rename(made.id, "List orders")
    assert named.id == "orders/list-orders"
    assert library.rename(named.id, "Something else").id == named.id
    assert names(library) == ["Something else"]
    assert library.rename("orders/", "All orders").id == "orders/"
    assert _loaded(library, "orders/").collection.name == "All orders"


def test_equal_names_get_files_of_their_own(library, orders):
    ids = [library.add(orders, Request(name="List")).id for _ in range(3)]
    assert ids == ["orders/list", "orders/list-2", "orders/list-3"]
    assert library.new_folder(orders, "list").id == "orders/list-4/"
    assert library.new_collection("Orders").id == "orders-2/"


def test_a_copy_stands_after_its_original(library, orders):
    for name in ("A", "B"):
        library.add(orders, Request(name=name, url="http://a"))
    library.duplicate("orders/a")
    assert names(library) == ["A", "A (copy)", "B"]


def test_order_is_kept_and_changed(library, orders):
    for name in ("C", "A", "B"):
        library.add(orders, Request(name=name))
    assert names(library) == ["C", "A", "B"]
    library.move("orders/b", orders, before="a")
    assert names(library) == ["C", "B", "A"]
    library.reorder(orders, ("a", "b", "c"))
    assert names(library) == ["A", "B", "C"]


def test_moving_into_a_folder_and_back(library, orders):
    folder = library.new_folder(orders, "Admin").id
    library.add(folder, Request(name="A"))
    moved = library.move(library.add(orders, Request(name="A")).id, folder, before="a")
    assert moved.id == "orders/admin/a-2"
    inside = _loaded(library, orders).collection.folders[0].requests
    assert [request.id for request in inside] == ["orders/admin/a-2", "orders/admin/a"]
    assert library.move(moved.id, orders).id == "orders/a-2"
    assert names(library) == ["A"]
    assert library.check() == ()


def test_a_folder_moves_with_what_is_in_it_but_not_into_itself(library, orders):
    outer = library.new_folder(orders, "Outer").id
    inner = library.new_folder(orders, "Inner").id
    library.add(inner, Request(name="A"))
    assert library.move(inner, outer).id == "orders/outer/inner/"
    assert _loaded(library, orders).collection.folders[0].folders[0].requests[0].name == "A"
    assert library.move(outer, "orders/outer/inner/").problem is not None


def test_deleting_can_be_undone(library, orders, root, tmp_path):
    for name in ("A", "B", "C"):
        library.add(orders, Request(name=name))
    deleted = library.delete("orders/b")
    assert names(library) == ["A", "C"]
    assert deleted.id == "orders/b"
    assert deleted.restore() is None
    assert names(library) == ["A", "B", "C"]
    whole = library.delete(orders)
    assert library.load() == ()
    assert whole.restore() is None
    assert names(library) == ["A", "B", "C"]
    library.delete("orders/a")
    library.empty_trash()
    assert not (tmp_path / "trash").exists()


def test_what_is_gone_is_said(library, orders):
    assert library.delete("orders/none").what
    assert library.duplicate("orders/none").problem.what
    assert library.rename("orders/none", "x").problem.what
    assert library.move("orders/none", library.new_folder(orders, "F").id).problem.what
    assert library.add("orders/none/", Request(name="A")).problem.what


@pytest.mark.parametrize("bad", ["../x", "a/../../x", "/etc/passwd", "a//b", "", "a\\..\\b"])
def test_no_id_leads_out_of_the_library(library, bad):
    with pytest.raises(ValueError):
        library.path(bad)


def test_folders_pass_on_credential_and_headers(library, orders):
    library.new_folder(orders, "Admin")
    folder = Folder(
        name="Admin",
        path="admin",
        credential=Bearer(token=SecretRef(place="environment", name="T")),
        headers=(RequestHeader("X", "1"),),
    )
    library.save_folder(orders, folder)
    assert _loaded(library, orders).collection.folders == (folder,)
    collection = Collection(name="Orders", variables={"base": "http://a"})
    library.save_collection(orders, collection)
    assert _loaded(library, orders).collection == replace(collection, folders=(folder,))


def test_environments_keep_their_file_when_renamed(library, orders, root, vault):
    ref = vault.put("the secret value")
    staging = Environment(name="Staging", values={"base": "http://s", "token": ref})
    library.save_environment(orders, staging)
    renamed = replace(staging, name="Pre-production", production=True)
    library.save_environment(orders, renamed, before="Staging")
    assert [path.name for path in (root / "orders" / "environments").iterdir()] == ["staging.toml"]
    assert _loaded(library, orders).collection.environments == (renamed,)
    assert "the secret value" not in (root / "orders/environments/staging.toml").read_text()
    library.delete_environment(orders, "Pre-production")
    library.delete_environment(orders, "Pre-production")
    assert _loaded(library, orders).collection.environments == ()


def test_a_secret_in_clear_moves_to_the_vault_when_the_request_is_saved(
    library, orders, root, vault
):
    path = root / "orders" / "list.toml"
    path.write_text('[credential]\nkind = "basic"\nuser = "u"\npassword = "hunter2hunter2"\n')
    loaded = _loaded(library, orders)
    (request,) = loaded.collection.requests
    assert vault.peek(request.credential.password) == "hunter2hunter2"
    assert len(loaded.problems) == 1
    done = library.save(replace(request, url="http://a"))
    assert "hunter2" not in path.read_text()
    assert vault.peek(done.request.credential.password) == "hunter2hunter2"
    assert _loaded(library, orders).problems == ()


def test_secrets_in_every_text_are_kept_in_the_vault(library, orders, root):
    secret = "s3cr3t-Value-0123456789-abcdef"
    request = Request(
        name="List",
        url=f"https://user:{secret}@a.example/x?access_token={secret}",
        headers=(
            RequestHeader("Authorization", f"Bearer {secret}"),
            RequestHeader("Cookie", f"session={secret}; theme=dark"),
            RequestHeader("X-Other", "plain {{variable}}"),
        ),
        body=JsonBody(text=f'{{"password": "{secret}", "n": 1}}'),
        credential=Basic(user="u", password=SecretRef(place="text", name=secret)),
    )
    done = library.add(orders, request)
    text = (root / "orders" / "list.toml").read_text()
    assert secret not in text
    assert done.request.headers[0].value.startswith("Bearer {{vault.")
    assert done.request.headers[1].value.startswith("session={{vault.")
    assert done.request.headers[2].value == "plain {{variable}}"
    assert '"n": 1' in done.request.body.text
    (again,) = _loaded(library, orders).collection.requests
    assert again == done.request
    assert library.save(again).request == again


def test_damaged_files_hide_nothing_else(library, orders, root):
    library.add(orders, Request(name="A"))
    (root / "orders" / "bad.toml").write_text("name = ")
    (root / "orders" / "bytes.toml").write_bytes(b"name = '\xff'")
    (root / "orders" / "folder").mkdir()
    (root / "orders" / "folder" / "folder.toml").write_text("order = 1")
    loaded = _loaded(library, orders)
    assert [request.name for request in loaded.collection.requests] == ["A"]
    assert len(loaded.problems) == 3
    assert all(problem.where and problem.todo for problem in loaded.problems)


def test_saving_over_a_damaged_file_keeps_it_aside(library, orders, root):
    request = library.add(orders, Request(name="A")).request
    path = root / "orders" / "a.toml"
    path.write_text("name = ")
    assert library.save(request).clash.theirs is None
    assert library.save(request, overwrite=True).problem is None
    assert (root / "orders" / "a.toml.damaged-1").read_text() == "name = "


def test_secrets_of_folders_and_environments_are_kept_in_the_vault_too(library, orders, root):
    secret = "s3cr3t-Value-0123456789-abcdef"
    headers = (RequestHeader("X-Api-Key", secret),)
    library.save_collection(
        orders,
        Collection(name="Orders", variables={"api_key": secret, "base": "u"}, headers=headers),
    )
    library.new_folder(orders, "Admin")
    library.save_folder(orders, Folder(name="Admin", path="admin", headers=headers))
    values = {"password": secret, "url": f"http://u:{secret}@a", "token": "{{other}}", "empty": ""}
    library.save_environment(orders, Environment(name="Live", values=values))
    written = "".join(path.read_text() for path in root.rglob("*.toml"))
    assert secret not in written
    collection = _loaded(library, orders).collection
    assert collection.variables["base"] == "u"
    assert isinstance(collection.variables["api_key"], SecretRef)
    kept = collection.environments[0].values
    assert (kept["token"], kept["empty"]) == ("{{other}}", "")
    assert isinstance(kept["password"], SecretRef)
    assert collection.folders[0].headers[0].value.startswith("{{vault.")


def test_halves_of_characters_are_written_as_marks(library, root):
    shop = library.new_collection("Shop\ud800").id
    done = library.add(shop, Request(name="List\ud800", url="http://h/\udcff"))
    assert done.problem is None
    assert library.save_environment(shop, Environment(name="e\ud800")).problem is None
    (loaded,) = library.load()
    assert loaded.problems == ()
    assert loaded.collection.requests[0].url.startswith("http://h/")
