"""The order of a folder is changed in the file that describes it."""

from inspector.library import files
from inspector.library.records import FolderFile
from inspector.library.shelf import FOLDER_HEAD
from inspector.model.request import Request


def test_a_folder_without_a_head_gets_one(shelf, root):
    folder = root / "shop" / "admin"
    for name in ("a", "b"):
        shelf.write(folder / f"{name}.toml", Request())
    (folder / "sub").mkdir()
    assert files.entries(shelf, folder) == ("sub", "a", "b")
    assert files.change(shelf, folder, lambda order: tuple(reversed(order))) is None
    assert files.entries(shelf, folder) == ("sub", "b", "a")
    assert shelf.read(folder / FOLDER_HEAD, FolderFile).record == FolderFile(
        name="admin", order=("b", "a", "sub")
    )


def test_a_damaged_head_is_not_overwritten(shelf, root):
    head = root / "shop" / "admin" / FOLDER_HEAD
    head.parent.mkdir(parents=True)
    head.write_text("name = ")
    assert files.change(shelf, head.parent, lambda order: ("a",)) is None
    assert head.read_text() == "name = "


def test_names_in_use(root):
    (root / "A.toml").write_text("")
    (root / "b").mkdir()
    assert files.taken(root) == {"a", "b"}
    assert files.taken(root / "none") == set()
