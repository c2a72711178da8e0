"""Ends the wait for a reply whose interim replies (1xx) never end (RFC 9110 §15.2).

Counted while the bytes pass, each byte looked at once: the libraries read on for ever, and would
keep the send and the memory as long as a server likes.
"""

import re

from inspector.send.http2 import PREFACE

MOST = 100  # interim replies before the reply
LARGEST = 300 * 1024  # bytes before the head of the reply is whole
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+1(?!01)\d\d")  # 101 is final: the protocol changes
_LINE = 24  # bytes in which the version and the status stand
_FRAME_HEAD = 9  # length (3), type, flags, stream (4): RFC 9113 §4.1
_DATA, _HEADERS = 0, 1
_END_STREAM = 1


class NoReplyInSightError(Exception):
    """A server sent interim replies, or anything else, but no reply.

    interim: how many interim replies came. size: bytes that came in their place.
    """

    def __init__(self, interim: int, size: int) -> None:
        super().__init__(f"{interim} interim replies, {size} bytes")
        self.interim = interim
        self.size = size


class ReplyLimit:
    """Watches what one connection receives, from request to request; `feed` raises at a limit."""

    def __init__(self) -> None:
        self._frames = False
        self._ahead = b""  # of a frame's head that is not whole yet
        self._skip = 0  # bytes of a frame's payload still to come
        self._start()

    def begin(self, sent: bytes, *, first: bool) -> None:
        """Something is sent: what comes from now on belongs to its reply.

        first: it begins an exchange. HTTP/2 acknowledges in the middle of one, SOCKS greets first.
        """
        self._frames = self._frames or sent.startswith(PREFACE)
        if first or not self._frames:
            self._start()

    def _start(self) -> None:
        self._whole = False
        self._interim = self._size = 0
        self._first = self._last = b""  # of the head that is being read

    def feed(self, data: bytes) -> None:
        """Take what arrived. Raises NoReplyInSightError."""
        at = self._by_frames(data) if self._frames else self._by_heads(data)
        self._size += at
        if self._interim > MOST or (not self._whole and self._size > LARGEST):
            raise NoReplyInSightError(self._interim, self._size)

    def _by_heads(self, data: bytes) -> int:
        """Count the heads of HTTP/1; return how many bytes came before the reply was in sight."""
        begun = 0
        before = len(self._last)
        text = self._last + data
        while not self._whole and (end := _HEAD_ENDS.search(text, begun)):
            self._first += text[max(begun, before) : end.end()][: _LINE - len(self._first)]
            self._whole = _INTERIM.match(self._first) is None
            self._interim += not self._whole
            self._first, begun = b"", end.end()
        if not self._whole:
            self._first += text[max(begun, before) :][: _LINE - len(self._first)]
            self._last = text[max(begun, len(text) - 2) :]
        return 0 if self._whole else len(data)

    def _by_frames(self, data: bytes) -> int:
        """Count header frames; data, or the end of the stream, comes with the reply itself."""
        at = min(self._skip, len(data))
        self._skip -= at
        while at < len(data):
            head = self._ahead + data[at : at + _FRAME_HEAD - len(self._ahead)]
            at += len(head) - len(self._ahead)
            self._ahead = head if len(head) < _FRAME_HEAD else b""
            if self._ahead:
                break
            self._count(head[3], head[4])
            length = int.from_bytes(head[:3], "big")
            self._skip = max(length - (len(data) - at), 0)
            at += length
        return 0 if self._whole else len(data)

    def _count(self, kind: int, flags: int) -> None:
        if kind == _HEADERS and not flags & _END_STREAM and not self._whole:
            self._interim += 1
        self._whole = self._whole or kind == _DATA or (kind == _HEADERS and flags & _END_STREAM > 0)
