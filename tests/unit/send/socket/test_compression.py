"""Packed messages of any size: all are unpacked, the beginning is kept, no character is cut."""

import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wsproto.frame_protocol import FrameProtocol, Opcode, RsvBits

from inspector.protocol.streams.socket_extensions import Deflate
from inspector.send.socket import compression
from inspector.send.socket.compression import BoundedDeflate

PACKED, PLAIN = RsvBits(True, False, False), RsvBits(False, False, False)
FRAMES = FrameProtocol(client=True, extensions=[])


def _packed(text, packer=None):
    packer = packer or zlib.compressobj(wbits=-15)
    return (packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]


def _unpacked(made, data, opcode=Opcode.TEXT, rsv=PACKED, parts=1):
    """Return what becomes of a message that arrives in so many parts."""
    made.frame_inbound_header(FRAMES, opcode, rsv, len(data))
    size = max(len(data) // parts, 1)
    found = b"".join(
        made.frame_inbound_payload_data(FRAMES, data[at : at + size])
        for at in range(0, len(data), size)
    )
    return found + (made.frame_inbound_complete(FRAMES, True) or b"")


@given(st.lists(st.binary(max_size=300), max_size=6), st.integers(1, 20))
def test_messages_that_refer_to_those_before_are_whole(messages, parts):
    made, packer = BoundedDeflate(Deflate()), zlib.compressobj(wbits=-15)
    for each in messages:
        data = _packed(each, packer)
        assert _unpacked(made, data, Opcode.BINARY, parts=parts) == each


@pytest.mark.parametrize("character", ["a", "ü", "日", "🔑"])
def test_of_a_long_text_the_beginning_is_kept_and_the_next_one_is_whole(character, monkeypatch):
    monkeypatch.setattr(compression, "MOST", 1000)
    monkeypatch.setattr(compression, "_PIECE", 77)
    made, packer = BoundedDeflate(Deflate()), zlib.compressobj(wbits=-15)
    kept = _unpacked(made, _packed((character * 5000).encode(), packer), parts=3)
    assert 1000 <= len(kept) < 1100
    assert set(kept.decode()) == {character}
    short = f"{character} is next".encode()
    assert _unpacked(made, _packed(short, packer)) == short


def test_a_message_that_grows_a_thousandfold_takes_little_memory():
    packer = zlib.compressobj(9, wbits=-15)
    data = _packed(bytes(200 * 1024 * 1024), packer)
    made = BoundedDeflate(Deflate())
    tracemalloc.start()
    try:
        kept = _unpacked(made, data, Opcode.BINARY)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(kept) < compression.MOST + 100_000
    assert peak < 8 * compression.MOST


@given(st.binary(max_size=200))
def test_any_bytes_are_unpacked_or_refused(data):
    made = BoundedDeflate(Deflate())
    made.frame_inbound_header(FRAMES, Opcode.TEXT, PACKED, len(data))
    made.frame_inbound_payload_data(FRAMES, data)
    made.frame_inbound_complete(FRAMES, True)


@pytest.mark.parametrize(("bits", "rsv"), [(8, PLAIN), (9, PACKED), (15, PACKED)])
def test_what_no_window_fits_is_said_as_it_is(bits, rsv):
    made = BoundedDeflate(Deflate(client_bits=bits))
    said, data = made.frame_outbound(FRAMES, Opcode.TEXT, PLAIN, b"hello", True)
    assert said == rsv
    assert (data == b"hello") is (rsv == PLAIN)
