"""Has a conversation ready for a message that asks for a WebSocket."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from inspector.model.message import Message
from inspector.protocol.streams.event_stream import Event
from inspector.protocol.streams.socket_extensions import Deflate
from inspector.protocol.streams.socket_messages import SOCKET, SWITCHED, asks_for_socket
from inspector.send.interaction import Arrived, OnProgress
from inspector.send.socket.words import SocketWords

if TYPE_CHECKING:
    from inspector.send.socket.conversation import Conversation


Converse = Callable[[Deflate | None], "Conversation"]
"""Makes the conversation, with the compression that was agreed on."""


def talker(
    words: SocketWords | None, message: Message, on_progress: OnProgress | None, index: int
) -> "Converse | None":
    """Return what makes the conversation where a message asks for a WebSocket.

    index: of its exchange, under which it is told.
    """
    if words is None or not asks_for_socket(message.headers):
        return None
    said = words

    def made(compression: Deflate | None) -> "Conversation":
        from inspector.send.socket.conversation import Conversation  # noqa: PLC0415 - with the first one

        if on_progress is None:
            return Conversation(said, message.url, None, compression)
        tell = on_progress

        def heard(events: tuple[Event, ...], size: int) -> None:
            tell(
                Arrived(
                    index=index,
                    status=SWITCHED,
                    kind=SOCKET,
                    events=events,
                    at=time.time(),
                    size=size,
                    retry=0,
                    stop=talk.stop,
                    say=talk.say,
                )
            )

        talk = Conversation(said, message.url, heard, compression)
        return talk

    return made
