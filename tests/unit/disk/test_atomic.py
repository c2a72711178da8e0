"""A file is written whole or the old one stays."""

import errno
import os
import stat
from pathlib import Path

import pytest

from inspector.disk import atomic
from inspector.disk.atomic import write_file


def test_it_makes_folders_and_replaces(tmp_path):
    path = tmp_path / "a" / "b.toml"
    assert write_file(path, b"one") is None
    assert write_file(path, b"two") is None
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["b.toml"]


def test_modes_are_kept_and_private_files_are_private(tmp_path):
    path = tmp_path / "f"
    path.write_bytes(b"")
    path.chmod(0o640)
    write_file(path, b"x", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    write_file(tmp_path / "p", b"x", private=True)
    assert stat.S_IMODE((tmp_path / "p").stat().st_mode) == 0o600
    umask = os.umask(0o022)
    try:
        write_file(tmp_path / "q", b"x")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "q").stat().st_mode) == 0o644


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"one")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", b"two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"two"


@pytest.mark.parametrize(
    ("code", "word"),
    [(errno.ENOSPC, "space"), (errno.EROFS, "may not be written"), (errno.EIO, "was not written")],
)
def test_a_failure_leaves_the_old_file_and_is_said(tmp_path, monkeypatch, code, word):
    path = tmp_path / "f.toml"
    path.write_bytes(b"old")

    def fail(handle):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(atomic.os, "fsync", fail)
    problem = write_file(path, b"new")
    assert word in problem.what
    assert problem.where == str(path)
    assert problem.todo
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_crash_in_the_middle_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "f.toml"
    path.write_bytes(b"old")

    def crash(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_file_in_the_way_of_the_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    assert write_file(tmp_path / "a" / "b", b"x") is not None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_device_is_written_to_and_never_replaced():
    assert write_file(Path("/dev/null"), b"x") is None
    assert write_file(Path("/dev/full"), b"x").what == "There is no space left for full."
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_really_full_disk(tmp_path):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(OSError) as caught, full.open("wb", buffering=0) as file:
        file.write(b"x")
    assert "space" in atomic.write_problem(tmp_path / "f", caught.value).what


@pytest.mark.parametrize("target", ["real", "nowhere", "/dev/null"])
def test_nothing_is_written_through_a_link_of_a_clone(tmp_path, target):
    (tmp_path / "real").write_bytes(b"one")
    (tmp_path / "x.toml").symlink_to(target)
    problem = write_file(tmp_path / "x.toml", b"two", within=tmp_path)
    assert "it is a link" in problem.what
    assert (tmp_path / "x.toml").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"one"
    assert not (tmp_path / "nowhere").exists()


def test_nothing_is_written_into_a_linked_folder(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "away").symlink_to(tmp_path / "out")
    assert write_file(tmp_path / "in" / "away" / "x", b"x", within=tmp_path / "in") is not None
    assert list((tmp_path / "out").iterdir()) == []


def test_a_long_name_of_many_bytes(tmp_path):
    path = tmp_path / f"{'認' * 80}.toml"
    assert write_file(path, b"x") is None
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_a_problem(tmp_path, name):
    assert "no file can have such a name" in write_file(tmp_path / name, b"x").what
