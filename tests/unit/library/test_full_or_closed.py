"""A full disk or a folder that may not be written: each file stays the old one or is the new one.

Nothing is lost, and what is said names what, where, and what to do.
"""

import contextlib
import os
import resource
import shutil
import tempfile
import tomllib
from pathlib import Path

import msgspec
import pytest

from inspector.library.library import Library
from inspector.model.collection import Collection, Environment, Folder, Problem
from inspector.model.request import RawBody, Request
from inspector.vault import Vault

NOBODY = 65534
WHOLE = Collection(
    name="Shop",
    variables={"host": "api.example.com"},
    requests=(Request(name="Top", url="https://{{host}}/top"),),
    folders=(
        Folder(
            name="Orders",
            path="Orders",
            requests=(
                Request(name="List", url="https://{{host}}/orders"),
                Request(name="One", url="https://{{host}}/orders/1", body=RawBody(text="x" * 500)),
            ),
        ),
        Folder(name="Empty", path="Empty"),
    ),
    environments=(Environment(name="Test", values={"host": "test.example.com"}),),
)
LIST = Request(id="shop/orders/list", name="List", url="https://changed.example/")
CHANGES = {
    "save": lambda library: library.save(LIST),
    "add": lambda library: library.add("shop/orders/", Request(name="New", url="https://new/")),
    "duplicate": lambda library: library.duplicate("shop/orders/one"),
    "new folder": lambda library: library.new_folder("shop/", "More"),
    "new collection": lambda library: library.new_collection("Another"),
    "rename": lambda library: library.rename("shop/orders/list", "Everything"),
    "rename folder": lambda library: library.rename("shop/orders/", "Sales"),
    "move": lambda library: library.move("shop/orders/list", "shop/empty/"),
    "move folder": lambda library: library.move("shop/orders/", "shop/empty/"),
    "reorder": lambda library: library.reorder("shop/orders/", ("one", "list")),
    "folder": lambda library: library.save_folder(
        "shop/",
        msgspec.structs.replace(WHOLE.folders[0], path="orders", description="How to order"),
    ),
    "collection": lambda library: library.save_collection(
        "shop/", msgspec.structs.replace(WHOLE, description="The shop")
    ),
    "environment": lambda library: library.save_environment(
        "shop/", Environment(name="Test", values={"host": "other.example.com"})
    ),
    "delete environment": lambda library: library.delete_environment("shop/", "Test"),
    "delete": lambda library: library.delete("shop/orders/list"),
    "import again": lambda library: library.take_in(
        msgspec.structs.replace(WHOLE, description="Once more"), library.path("shop/")
    ),
}


@pytest.fixture(scope="module")
def vault():
    made = Vault.in_memory()
    yield made
    made.close()


@pytest.fixture(scope="module")
def written(vault):
    """A folder with the collection, that every user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="full-or-closed-"))
    folder.chmod(0o755)
    made = Library(folder / "first", vault, folder / "bin")
    (folder / "first").mkdir()
    assert made.take_in(WHOLE).problem is None
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def library(written, vault, request):
    root = written / request.node.name.replace("[", "-").replace("]", "").replace(" ", "-")
    shutil.copytree(written / "first", root / "library")
    (root / "trash").mkdir()
    return Library(root / "library", vault, root / "trash")


@contextlib.contextmanager
def no_space():
    """Let no file hold a byte, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def closed(root):
    """Let nobody write anywhere below a folder; the superuser is somebody else meanwhile."""
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for folder in folders:
            folder.chmod(0o755)


def files(library):
    root = library.path("shop/").parent
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*.toml")}


def names(library):
    (loaded, *_) = [one for one in library.load() if one.id == "shop/"]
    inside = loaded.collection
    folders = [inside, *inside.folders, *(deep for one in inside.folders for deep in one.folders)]
    assert loaded.problems == ()
    return sorted(each.name for one in folders for each in one.requests)


def problem_of(done):
    return done if isinstance(done, Problem) else getattr(done, "problem", None)


def assert_nothing_lost(library, before, done):
    told = problem_of(done)
    after = files(library)
    if told is not None:
        assert told.what.endswith(".")
        assert told.todo.endswith(".")
        assert told.where
        assert after == before
    for path, data in after.items():
        assert tomllib.loads(data.decode("utf-8")), path
    trash = list(library.path("shop/").parents[1].joinpath("trash").rglob("*.toml"))
    lost = {data for path, data in before.items() if path not in after} - set(after.values())
    kept = {path.read_bytes() for path in trash}
    return told, lost - kept


@pytest.mark.parametrize("change", CHANGES)
def test_on_a_full_disk_nothing_changes_by_half(library, change):
    library.load()
    before, called = files(library), names(library)
    with no_space():
        done = CHANGES[change](library)
    told, lost = assert_nothing_lost(library, before, done)
    assert not lost or (change == "delete environment" and told is None)
    if told is not None:
        assert "no space" in told.what
        assert names(library) == called
    left = [path.name for path in library.path("shop/").rglob("*") if path.name.startswith(".")]
    assert left in ([], [".gitignore"])


@pytest.mark.parametrize("change", CHANGES)
def test_in_a_closed_folder_nothing_changes(library, change):
    library.load()
    before = files(library)
    with closed(library.path("shop/").parents[1]):
        done = CHANGES[change](library)
    told, lost = assert_nothing_lost(library, before, done)
    assert told is not None
    assert not lost
    assert files(library) == before
