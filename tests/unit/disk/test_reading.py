"""A file that can't be read is told with place and what to do."""

import os
from pathlib import Path

import pytest

from inspector.disk import reading
from inspector.disk.place import Refused
from inspector.disk.reading import (
    Unread,
    ensure_readable,
    read_bytes,
    read_end,
    read_problem,
    read_text,
)

DEVICE = Path("/dev/zero")


def test_text_is_read_with_its_line_ends(tmp_path):
    path = tmp_path / "f"
    path.write_bytes(b"\xef\xbb\xbfa\r\n\xc3\xbc\n")
    assert read_text(path) == "a\r\nü\n"


def test_bytes_that_are_no_utf_8_are_placed(tmp_path):
    path = tmp_path / "f.toml"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(Unread) as caught:
        read_text(path)
    assert caught.value.problem.where == f"{path}:2"
    assert "Byte 8" in caught.value.problem.what


@pytest.mark.parametrize("kind", ["missing", "folder", "large"])
def test_each_failure_has_words(tmp_path, kind):
    path = tmp_path / "f"
    if kind == "folder":
        path.mkdir()
    elif kind == "large":
        path.write_bytes(b"12345")
    with pytest.raises(Unread) as caught:
        read_text(path, largest=4)
    assert caught.value.problem.what
    assert caught.value.problem.todo


def test_other_errors_have_words(tmp_path):
    assert "may not" in read_problem(tmp_path, PermissionError(13, "x")).what
    assert "I/O" in read_problem(tmp_path, OSError(5, "I/O error")).what


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "nowhere", "pipe", "folder"])
def test_what_a_clone_brings_is_not_followed(tmp_path, target):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "x.toml").symlink_to(target)
    with pytest.raises(Unread) as caught:
        read_text(tmp_path / "x.toml", within=tmp_path)
    assert "x.toml was not read: it is a link" in caught.value.problem.what


@pytest.mark.parametrize("within", [True, False])
def test_a_pipe_or_device_is_not_waited_for(tmp_path, within):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", DEVICE):
        with pytest.raises(Refused) as caught:
            read_bytes(path, within=path.parent if within else None)
        assert "pipe or a device" in read_problem(path, caught.value).what


def test_a_link_of_the_user_is_followed_to_a_file_only(tmp_path):
    (tmp_path / "file").write_bytes(b"text")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "zero").symlink_to(DEVICE)
    assert read_bytes(tmp_path / "link") == b"text"
    with pytest.raises(Refused):
        read_bytes(tmp_path / "zero")


def test_a_pipe_named_on_purpose_is_read_to_its_limit(tmp_path):
    with pytest.raises(Refused, match="larger than 0 MB"):
        read_bytes(DEVICE, largest=100_000, pipes=True)
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path, pipes=True)
    ends = os.pipe()
    os.write(ends[1], b"from a pipe")
    os.close(ends[1])
    assert read_bytes(Path(f"/dev/fd/{ends[0]}"), pipes=True) == b"from a pipe"
    os.close(ends[0])


def test_a_file_that_became_a_link_meanwhile_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "x"
    path.write_bytes(b"mine")
    looked = reading.ensure_plain

    def swap(found, name):
        looked(found, name)
        path.unlink()
        path.symlink_to("/etc/passwd")
        monkeypatch.setattr(reading, "ensure_plain", looked)

    monkeypatch.setattr(reading, "ensure_plain", swap)
    with pytest.raises(OSError, match="symbolic links"):
        read_bytes(path, within=tmp_path)


def test_the_end_of_a_file(tmp_path):
    (tmp_path / "log").write_bytes(b"0123456789")
    assert read_end(tmp_path / "log", 4) == (b"6789", True)
    assert read_end(tmp_path / "log", 10) == (b"0123456789", False)


def test_what_a_library_reads_itself_is_looked_at_first(tmp_path, monkeypatch):
    (tmp_path / "f").write_bytes(b"12345")
    ensure_readable(tmp_path / "f")
    monkeypatch.setattr(reading, "LARGEST", 4)
    with pytest.raises(Refused, match="larger"):
        ensure_readable(tmp_path / "f")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_can_have_is_a_problem(tmp_path, name):
    with pytest.raises(Unread):
        read_text(tmp_path / name)
