"""RFC 7692 §7.2.3: the compressed messages that it shows, as frames of a server."""

import pytest
from wsproto.connection import Connection, ConnectionType
from wsproto.events import Ping, TextMessage

from inspector.protocol.streams.socket_extensions import Deflate
from inspector.send.socket.compression import BoundedDeflate

HELLO = "c1 07 f2 48 cd c9 c9 07 00"
FRAGMENTS = ("41 03 f2 48 cd", "80 04 c9 c9 07 00")
PING = "89 00"


@pytest.mark.parametrize(
    ("frames", "texts"),
    [
        ((HELLO,), ["Hello"]),
        (FRAGMENTS, ["Hello"]),
        ((HELLO, "c1 05 f2 00 11 00 00"), ["Hello", "Hello"]),  # §7.2.3.2, sharing the window
        (("c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00",), ["Hello"]),  # §7.2.3.3, not compressed
        (("c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00",), ["Hello"]),  # §7.2.3.5, two blocks
        (("c1 08 f3 48 cd c9 c9 07 00 00",), ["Hello"]),  # §7.2.3.4, a last block
        (("c1 08 f3 48 cd c9 c9 07 00 00", HELLO), ["Hello", "Hello"]),
        (("81 02 68 69", HELLO), ["hi", "Hello"]),  # a message that was left as it is
        ((FRAGMENTS[0], PING, FRAGMENTS[1], PING, HELLO), ["Hello", "Hello"]),  # RFC 6455 §5.4
    ],
)
def test_messages_are_read(frames, texts):
    assert _texts(Deflate(), frames) == texts


def test_without_the_window_of_the_message_before():
    assert _texts(Deflate(server_anew=True), (HELLO, HELLO)) == ["Hello", "Hello"]


def _texts(agreed, frames):
    made = Connection(ConnectionType.CLIENT, [BoundedDeflate(agreed)])
    found, parts = [], []
    for frame in frames:
        made.receive_data(bytes.fromhex(frame))
        for event in made.events():
            if isinstance(event, Ping):
                continue
            assert isinstance(event, TextMessage), event
            parts.append(event.data)
            if event.message_finished:
                found.append("".join(parts))
                parts = []
    return found
