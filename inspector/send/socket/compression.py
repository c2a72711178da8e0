"""The library's permessage-deflate (RFC 7692), with an unpacking of our own.

The library's has no end for what a message may grow to, takes a control frame amid a message for
its end, and stops for good at a last block, which RFC 7692 §7.2.3.4 allows.
"""

import zlib

from wsproto.extensions import PerMessageDeflate
from wsproto.frame_protocol import CloseReason, FrameDecoder, FrameProtocol, Opcode, RsvBits

from inspector.protocol.streams.socket_extensions import DEFLATE, Deflate

MOST = 2 * 1024 * 1024  # bytes of a message that are handed on, a little more at its cut
_PIECE = 64 * 1024  # bytes that are unpacked at once
_BITS = 15  # the largest window unpacks what any other one packed
_WINDOW = 1 << _BITS
_SMALLEST = 9  # the least window that zlib packs with
_TAIL = b"\x00\x00\xff\xff"  # is left out of each message (RFC 7692 §7.2.1)
_CONTINUING = bytes(range(0x80, 0xC0))  # bytes that go on with a character (RFC 3629 §3)
_OURS, _NONE = RsvBits(True, False, False), RsvBits(False, False, False)


class BoundedDeflate(PerMessageDeflate):
    """Unpacks all of a message, as the next one may refer to it, and keeps its beginning."""

    def __init__(self, agreed: Deflate) -> None:
        super().__init__(
            client_no_context_takeover=agreed.client_anew,
            client_max_window_bits=max(agreed.client_bits, _SMALLEST),
        )
        self.finalize(DEFLATE)
        self._packs = agreed.client_bits >= _SMALLEST  # else what we say goes as it is (§6)
        self._anew = agreed.server_anew
        self._begin_anew()
        self._left = MOST
        self._is_control = self._is_packed = self._is_text = self._is_cut = False

    def _begin_anew(self) -> None:
        self._inflate = zlib.decompressobj(-_BITS)
        self._window = b""

    def frame_inbound_header(
        self,
        proto: FrameDecoder | FrameProtocol,  # noqa: ARG002 - the library's interface
        opcode: Opcode,
        rsv: RsvBits,
        payload_length: int,  # noqa: ARG002 - as above
    ) -> CloseReason | RsvBits:
        """Begin a frame; one of control may stand amid a message and has no part in it."""
        self._is_control = opcode.iscontrol()
        if self._is_control or opcode is Opcode.CONTINUATION:
            refused = CloseReason.PROTOCOL_ERROR if rsv.rsv1 else None
            return refused or (_NONE if self._is_control else _OURS)
        self._is_packed, self._is_text = rsv.rsv1, opcode is Opcode.TEXT
        self._left, self._is_cut = MOST, False
        return _OURS

    def frame_inbound_payload_data(
        self,
        proto: FrameDecoder | FrameProtocol,  # noqa: ARG002 - as above
        data: bytes,
    ) -> bytes | CloseReason:
        """Unpack a part of a frame."""
        if self._is_control:
            return data
        return self._unpacked(bytes(data)) if self._is_packed else self._within(bytes(data))

    def frame_inbound_complete(
        self,
        proto: FrameDecoder | FrameProtocol,  # noqa: ARG002 - as above
        fin: bool,  # noqa: FBT001 - as above
    ) -> bytes | CloseReason | None:
        """End a frame."""
        if self._is_control or not fin or not self._is_packed:
            return None
        made = self._unpacked(_TAIL)
        if self._anew:
            self._begin_anew()
        return made

    def frame_outbound(
        self,
        proto: FrameDecoder | FrameProtocol,
        opcode: Opcode,
        rsv: RsvBits,
        data: bytes,
        fin: bool,  # noqa: FBT001 - as above
    ) -> tuple[RsvBits, bytes]:
        """Pack a frame."""
        if not self._packs:
            return rsv, data
        return super().frame_outbound(proto, opcode, rsv, data, fin)

    def _unpacked(self, data: bytes) -> bytes | CloseReason:
        kept = bytearray()
        try:
            while True:
                made = self._inflate.decompress(data, _PIECE)
                self._window = (self._window + made)[-_WINDOW:]
                kept += self._within(made)
                data = self._inflate.unconsumed_tail
                if self._inflate.eof:
                    data = self._inflate.unused_data
                    self._inflate = zlib.decompressobj(-_BITS, zdict=self._window)
                if not data and len(made) < _PIECE:
                    return bytes(kept)
        except zlib.error:
            return CloseReason.INVALID_FRAME_PAYLOAD_DATA

    def _within(self, data: bytes) -> bytes:
        """Return what of a message's next bytes is kept; a character is never cut."""
        if self._left > 0:
            self._left -= len(data)
            return data
        if not self._is_text or self._is_cut:
            return b""
        rest = len(data) - len(data.lstrip(_CONTINUING))
        self._is_cut = rest < len(data)
        return data[:rest]
