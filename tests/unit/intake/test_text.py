"""Byte order marks, PowerShell's UTF-16 and terminal colours are taken off."""

from inspector.intake.text import plain, without_colours


def test_marks_are_taken_off():
    assert plain(b"\xef\xbb\xbfabc") == b"abc"
    assert plain("\ufeffcafé".encode("utf-16-le")) == "café".encode()
    assert plain("\ufeffabc".encode("utf-16-be")) == b"abc"
    assert plain(b"abc") == b"abc"


def test_colours_are_taken_off():
    assert without_colours(b"\x1b[1;31mHTTP\x1b[0m/1.1") == b"HTTP/1.1"
