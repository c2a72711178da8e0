"""What a handshake says in the clear is noted for the task whose handshake it is."""

import asyncio
import ssl

from inspector.send.tls import shown
from inspector.send.tls.shown import beginning, watched

NAMED = b"".join((b"\x0d\x00\x00\x0a", b"\x01\x01", b"\x00\x00", b"\x00\x04", b"\x00\x02\x30\x00"))


def test_a_context_is_watched_from_then_on():
    context = ssl.create_default_context()
    watched(context)
    assert context._msg_callback is shown._noted


def test_each_task_has_a_note_of_its_own():
    async def handshake(name):
        seen = beginning()
        await asyncio.sleep(0)
        shown._noted(None, "read", ssl.TLSVersion.TLSv1_2, 22, 13, NAMED if name else b"")
        await asyncio.sleep(0)
        return seen

    async def both():
        return await asyncio.gather(handshake("asked"), handshake(""))

    asked, other = asyncio.run(both())
    assert asked.asked is not None
    assert asked is not other
    assert asked.shown == other.shown == ()


def test_what_is_no_handshake_message_is_not_noted():
    seen = beginning()
    shown._noted(None, "read", ssl.TLSVersion.TLSv1_2, 23, 13, NAMED)
    assert seen.asked is None
