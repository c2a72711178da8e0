"""A file that can't be read is told with place and what to do."""

import pytest

from inspector.disk.reading import Unread, read_problem, read_text


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
