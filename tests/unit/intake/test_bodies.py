"""Chunks are joined, gzip is unpacked, and damage is said."""

import gzip

from inspector.intake.sequence import decoded
from inspector.model.message import Header

CHUNKED = (Header("Transfer-Encoding", "chunked"),)
GZIP = (Header("Content-Encoding", "gzip"),)


def test_chunks_are_joined():
    assert decoded(CHUNKED, b"4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n") == (b"Wikipedia", "")


def test_chunks_whose_line_ends_were_changed():
    assert decoded(CHUNKED, b"4\nWiki\n0\n\n") == (b"Wiki", "")


def test_a_body_that_is_chunked_no_more_stays():
    assert decoded(CHUNKED, b'{"error": 1}') == (b'{"error": 1}', "")


def test_gzip_is_unpacked():
    assert decoded(GZIP, gzip.compress(b"hello")) == (b"hello", "")


def test_cut_and_damaged_gzip_is_said():
    body, defect = decoded(GZIP, gzip.compress(b"hello" * 100)[:-8])
    assert body == b"hello" * 100
    assert "not complete" in defect
    assert "damaged" in decoded(GZIP, b"\x1f\x8b\x08\xff\xff")[1]


def test_text_under_a_gzip_header_stays():
    assert decoded(GZIP, b"already unpacked") == (b"already unpacked", "")
