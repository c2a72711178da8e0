"""Nothing below a folder from elsewhere is reached through a link."""

import os

import pytest

from inspector.disk.place import Refused, ensure_nameable, ensure_plain, ensure_unlinked, place


@pytest.fixture
def clone(tmp_path):
    folder = tmp_path / "clone"
    (folder / "a").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (folder / "away").symlink_to(tmp_path / "elsewhere")
    return folder


def test_a_linked_folder_on_the_way_is_refused(clone):
    with pytest.raises(Refused, match="link"), place(clone, clone / "away" / "deep", make=True):
        pass
    with pytest.raises(Refused):
        ensure_unlinked(clone, clone / "away" / "x.toml")
    ensure_unlinked(clone, clone / "away")  # the link itself may be moved or removed
    assert list((clone.parent / "elsewhere").iterdir()) == []


def test_the_trusted_folder_may_be_a_link(clone, tmp_path):
    (tmp_path / "mine").symlink_to(clone)
    with place(tmp_path / "mine", tmp_path / "mine" / "a") as held:
        assert held.names() == []


def test_folders_are_made_one_after_another(clone):
    with place(clone, clone / "b" / "c", make=True) as held:
        held.flush()
    assert (clone / "b" / "c").is_dir()


def test_a_folder_swapped_for_a_link_meanwhile_changes_nothing(clone, tmp_path):
    with place(clone, clone / "a") as held:
        (clone / "a").rename(clone / "old")
        (clone / "a").symlink_to(tmp_path / "elsewhere")
        os.close(held.open("x", os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    assert [path.name for path in (clone / "old").iterdir()] == ["x"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_nothing_outside_is_reached(clone):
    for outside in (clone / ".." / "elsewhere", clone.parent):
        with pytest.raises(ValueError), place(clone, outside):
            pass


def test_only_files_are_plain(tmp_path):
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    ensure_plain((tmp_path / "file").lstat(), "file")
    for special in (tmp_path / "pipe", tmp_path.__class__("/dev/zero")):
        with pytest.raises(Refused) as caught:
            ensure_plain(special.lstat(), special.name)
        assert caught.value.kind == "special"
    with pytest.raises(IsADirectoryError):
        ensure_plain(tmp_path.lstat(), "folder")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_system(tmp_path, name):
    with pytest.raises(OSError, match="such a name"):
        ensure_nameable(tmp_path / name)
