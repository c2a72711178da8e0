"""Copies are read only where nobody but the user could have written them."""

import os
import stat

import pytest

from inspector.settings.table_cache import TableCache

posix = pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")


@pytest.fixture
def cache(tmp_path):
    return TableCache(tmp_path / "home" / "tables")


def test_what_is_kept_is_read(cache):
    assert cache.read("one") == b""
    cache.keep("one", b"data")
    assert cache.read("one") == b"data"
    assert cache.read("two") == b""


@posix
def test_only_the_owner_may_read_and_enter(cache):
    cache.keep("one", b"data")
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((cache.folder / "one.msgpack").stat().st_mode) == 0o600


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(cache, mode):
    cache.keep("one", b"data")
    (cache.folder / "one.msgpack").chmod(mode)
    assert cache.read("one") == b""


@posix
@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_a_folder_that_others_may_write_to_is_not_read(cache, mode):
    cache.keep("one", b"data")
    cache.folder.chmod(mode)
    assert cache.read("one") == b""


@posix
def test_a_link_is_neither_read_nor_followed(cache, tmp_path):
    cache.keep("one", b"data")
    (cache.folder / "two.msgpack").symlink_to(cache.folder / "one.msgpack")
    assert cache.read("two") == b""
    moved = TableCache(tmp_path / "link")
    moved.folder.symlink_to(cache.folder)
    assert moved.read("one") == b""


def test_where_nothing_can_be_kept_nothing_fails(tmp_path):
    (tmp_path / "file").write_text("in the way", "utf-8")
    cache = TableCache(tmp_path / "file" / "tables")
    cache.keep("one", b"data")
    assert cache.read("one") == b""
