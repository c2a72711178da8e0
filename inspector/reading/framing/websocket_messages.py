"""What the messages of a WebSocket say: an error, or an end that is none of the ordinary ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.protocol.patterns import lazy_re
from inspector.protocol.streams.socket_messages import SWITCHED

if TYPE_CHECKING:
    from inspector.reading.reply import Heard

# RFC 6455 §7.4.1: done, going away, no code, lost.
_ORDINARY_ENDS = frozenset({None, 1000, 1001, 1005, 1006})
_KINDS = ("type", "event", "status", "op", "kind", "cmd", "message_type")
_REFUSES = lazy_re(r"(?i)error|unauth|reject|denied|fail|forbidden|invalid")


def socket_refuses(heard: Heard) -> bool:
    """Whether a message that was received over a WebSocket is an error or ends it for a reason."""
    said = heard.content.json if heard.status == SWITCHED else None
    return isinstance(said, list) and any(_refuses(one) for one in said if isinstance(one, dict))


def _refuses(message: dict[str, object]) -> bool:
    if message.get("close_code") not in _ORDINARY_ENDS:
        return True
    if message.get("error") or message.get("errors"):
        return True
    return any(_REFUSES.search(str(message.get(name, ""))) for name in _KINDS)
