"""What a web page can't do: it sets no headers on WebSockets and event streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.diagnose.case import Case


def can_set_no_headers(case: Case) -> bool:
    """Whether a page opened a WebSocket or an event stream (WHATWG WebSockets §3, HTML §9.2)."""
    upgrade = case.sent.header("upgrade")
    if upgrade is not None and upgrade[1].value.lower() == "websocket":
        return case.sent.header("origin") is not None
    if case.sent.parts[0] in {"ws", "wss"}:
        return True
    accept = case.sent.header("accept")
    stream = accept is not None and accept[1].value.lower().startswith("text/event-stream")
    return stream and case.sent.authorization is None
