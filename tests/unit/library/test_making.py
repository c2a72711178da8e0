"""What is made gets a file of its own, and a failure is told."""

import subprocess

from inspector.library import edits
from inspector.model.request import Request


def test_a_new_request_stands_where_it_was_asked_for(shelf):
    parent = edits.new_collection(shelf, "Shop").id
    for name in ("A", "B"):
        edits.new_request(shelf, parent, Request(name=name))
    assert edits.new_request(shelf, parent, Request(name="C"), after="a").id == "shop/c"
    assert 'order = ["a", "c", "b"]' in (shelf.root / "shop" / "collection.toml").read_text()


def test_a_root_that_cannot_be_written_is_told(shelf, tmp_path):
    shelf.root.rmdir()
    shelf.root.write_text("a file in the way")
    assert edits.new_collection(shelf, "Shop").problem.what
    assert edits.new_folder(shelf, "shop/", "A").problem.what
    assert edits.new_request(shelf, "shop/", Request()).problem.what
    assert edits.duplicate(shelf, "shop/a").problem.what


def test_git_leaves_out_what_is_of_this_machine_alone(shelf):
    folder = shelf.root / edits.new_collection(shelf, "Shop").id
    subprocess.run(["git", "init", "-q", folder], check=True)
    (folder / "environments").mkdir()
    left_out = (".list.toml.0123456789ab.tmp", "list.toml.damaged-1", "drafts.json", ".env")
    for name in (*left_out, "environments/mine.local.toml", "list.toml", "environments/live.toml"):
        (folder / name).touch()
    listed = ["git", "-C", folder, "ls-files", "-o", "--exclude-standard"]
    shown = subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(shown) == [
        *(".gitignore", "collection.toml", "environments/live.toml", "list.toml")
    ]


def test_a_folder_that_has_its_own_rules_keeps_them(shelf):
    folder = shelf.root / "mine"
    folder.mkdir()
    (folder / ".gitignore").write_text("*.log\n")
    assert edits.found_collection(shelf, folder, "Mine").problem is None
    assert (folder / ".gitignore").read_text() == "*.log\n"
    assert (folder / "collection.toml").exists()
