"""A conversation is had ready only for a message that asks for a WebSocket."""

import asyncio

from inspector.model.message import Header, Message
from inspector.send.socket.conversation import Conversation
from inspector.send.socket.talking import talker

ASKS = Message(
    method="GET", url="ws://api.example/", headers=(Header("Upgrade", "websocket"),)
)  # fmt: skip
PLAIN = Message(method="GET", url="https://api.example/")


class Words:
    """Stands for what would be said."""


def test_nothing_is_had_ready_for_another_message_or_where_nobody_speaks():
    assert talker(Words(), PLAIN, None, 0) is None
    assert talker(None, ASKS, None, 0) is None


def made(*indexes, tell=None):
    async def every():
        return [talker(Words(), ASKS, tell, index)(None) for index in indexes]

    return asyncio.run(every())


def test_a_conversation_is_made_with_what_was_agreed_on():
    assert [type(each) for each in made(0)] == [Conversation]


def test_each_exchange_has_a_conversation_of_its_own():
    told = []
    one, other = made(0, 3, tell=told.append)
    assert one is not other
    assert told == []  # nothing is told before something is said
