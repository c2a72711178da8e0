"""Decoding with a limit: every coding, every way to cut it, bombs."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from inspector.send.decoding import Body

TEXT = b"the quick brown fox " * 50
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstandard.compress(TEXT),
    "identity": TEXT,
    "": TEXT,
    "gzip, br": brotli.compress(gzip.compress(TEXT)),
}


def _decoded(encodings, data, size=7, cap=None):
    body = Body(encodings, cap)
    for at in range(0, len(data), size):
        body.feed(data[at : at + size])
    body.finish()
    return body


@pytest.mark.parametrize("encodings", PACKED)
@pytest.mark.parametrize("size", [1, 50, 100_000])
def test_each_coding_in_pieces(encodings, size):
    body = _decoded(encodings, PACKED[encodings], size)
    assert body.data == TEXT
    assert (body.defect, body.cut, body.wire_size) == ("", False, len(PACKED[encodings]))


def test_raw_deflate_is_read_too():
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    assert _decoded("deflate", packer.compress(TEXT) + packer.flush(), 10_000).data == TEXT


@pytest.mark.parametrize("encodings", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_cut_without_being_unpacked(encodings):
    zeros = bytes(20_000_000)
    packed = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda data: brotli.compress(data, quality=1),
        "zstd": zstandard.compress,
    }[encodings](zeros)
    body = _decoded(encodings, packed, 65536, cap=100_000)
    assert body.cut
    assert body.full
    assert len(body.data) == 100_000


@pytest.mark.parametrize("encodings", ["gzip", "deflate", "br", "zstd"])
def test_one_that_ends_too_early_says_so(encodings):
    data = PACKED[encodings]
    body = _decoded(encodings, data[: len(data) // 2], 1000)
    assert "too early" in body.defect


@pytest.mark.parametrize("encodings", ["gzip", "deflate", "br", "zstd"])
def test_what_can_not_be_decoded_is_kept_as_it_came(encodings):
    body = _decoded(encodings, b"\xff\xfeplain text, no coding at all", 5)
    assert "decoded" in body.defect
    assert body.data == b"\xff\xfeplain text, no coding at all"


def test_a_break_in_the_middle_keeps_the_beginning():
    body = Body("gzip")
    body.feed(gzip.compress(TEXT * 100)[:-20])
    body.feed(b"\x00" * 40)
    body.finish()
    assert body.data.startswith(TEXT)
    assert body.defect


def test_an_unknown_coding_is_named():
    body = _decoded("aes128gcm", b"abc")
    assert body.data == b"abc"
    assert "aes128gcm" in body.defect


def test_a_plain_body_is_capped():
    body = _decoded("", b"x" * 100, cap=10)
    assert (body.data, body.cut) == (b"x" * 10, True)
    exact = _decoded("", b"x" * 10, cap=10)
    assert not exact.cut


def test_an_empty_body_is_no_defect():
    assert _decoded("gzip", b"").defect == ""


@given(st.sampled_from(sorted(PACKED)), st.binary(max_size=300))
def test_never_raises(encodings, data):
    assert len(_decoded(encodings, data).data) <= 50_000_000
