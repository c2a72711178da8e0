"""A folder is read at once: what is asked for, no links, nothing of version control."""

import pytest

from inspector.disk import tree
from inspector.disk.reading import Unread


@pytest.fixture
def folder(tmp_path):
    for path in ("a.yaml", "b/c.YML", "b/d.txt", ".git/e.yaml", ".resources/f.yaml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "link.yaml").symlink_to("/etc/hostname")
    return tmp_path


def test_what_is_asked_for_is_read(folder):
    found = tree.read_tree(folder, (".yaml", ".yml"))
    assert found == {
        "a.yaml": b"a.yaml",
        "b/c.YML": b"b/c.YML",
        ".resources/f.yaml": b".resources/f.yaml",
    }


def test_too_much_is_refused(folder, monkeypatch):
    monkeypatch.setattr(tree, "MOST_FILES", 2)
    with pytest.raises(Unread) as caught:
        tree.read_tree(folder, (".yaml", ".yml"))
    assert str(folder) in caught.value.problem.where


def test_a_folder_that_is_gone_is_an_error(tmp_path):
    with pytest.raises(OSError, match="gone"):
        tree.read_tree(tmp_path / "gone", (".yaml",))
