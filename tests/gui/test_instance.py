"""One window a user: later starts hand their files over."""

import stat
import sys
from multiprocessing.connection import Client

import pytest

from inspector.gui.instance import Instance


@pytest.fixture
def first(tmp_path):
    instance, got = Instance(tmp_path), []
    instance.listen(got.append)
    yield instance, got
    instance.close()


def test_without_a_first_one_nothing_is_handed_over(tmp_path):
    assert not Instance(tmp_path).hand_over(["a.har"])


def test_the_files_arrive(first, tmp_path):
    _instance, got = first
    assert Instance(tmp_path).hand_over(["a.har", "b.har"])
    assert Instance(tmp_path).hand_over([])
    assert got == [["a.har", "b.har"], []]


def test_without_the_key_nobody_is_heard(first, tmp_path):
    instance, got = first
    with pytest.raises(Exception, match="digest"):
        Client(instance.address, authkey=b"wrong")
    assert got == []
    assert Instance(tmp_path).hand_over(["after.har"])


def test_only_the_user_can_read_the_key(first, tmp_path):
    mode = stat.S_IMODE((tmp_path / "window.key").stat().st_mode)
    assert mode == 0o600


def test_nonsense_is_ignored(first, tmp_path):
    instance, got = first
    with Client(instance.address, authkey=(tmp_path / "window.key").read_bytes()) as connection:
        connection.send_bytes(b"\xff not json")
    assert Instance(tmp_path).hand_over(["x"])
    assert got == [["x"]]


def test_a_left_over_socket_is_no_trouble(tmp_path):
    first = Instance(tmp_path)
    first.listen(lambda _files: None)
    first.close()
    assert not Instance(tmp_path).hand_over([])
    second, got = Instance(tmp_path), []
    second.listen(got.append)
    assert Instance(tmp_path).hand_over(["y"])
    second.close()
    assert got == [["y"]]


@pytest.mark.skipif(sys.platform == "win32", reason="sockets have paths elsewhere only")
def test_a_long_path_is_shortened(tmp_path):
    folder = tmp_path / ("x" * 100)
    assert len(Instance(folder).address) < 100


@pytest.mark.parametrize("half", [b"", b"half of a key"])
def test_a_half_written_key_is_made_anew(tmp_path, half):
    (tmp_path / "window.key").write_bytes(half)
    assert not Instance(tmp_path).hand_over(["x"])
    first, got = Instance(tmp_path), []
    first.listen(got.append)
    assert len((tmp_path / "window.key").read_bytes()) == 32
    assert Instance(tmp_path).hand_over(["y"])
    first.close()
    assert got == [["y"]]


def test_a_key_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    def fail(handle):
        raise OSError(5, "I/O error")

    monkeypatch.setattr("inspector.disk.atomic.os.fsync", fail)
    with pytest.raises(OSError, match="was not written"):
        Instance(tmp_path).listen(lambda _files: None)
    assert list(tmp_path.iterdir()) == []
