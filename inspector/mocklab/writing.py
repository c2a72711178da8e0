"""Turns a reply into the bytes that go out."""

from http import HTTPStatus

from inspector.mocklab.messages import LabReply, LabRequest

SERVER = "practice-lab/1.0"
_NO_BODY = (204, 304)


def reply_bytes(
    reply: LabReply, request: LabRequest | None, date: str, request_id: str, *, close: bool
) -> bytes:
    """Return the bytes of a reply; a scenario's own Date, Server or Content-Length stays."""
    body = reply.body.encode()
    given = {name.lower() for name, _ in reply.headers}
    ours = [("Date", date), ("Server", SERVER), ("X-Request-Id", request_id)]
    if reply.status not in _NO_BODY:
        ours.append(("Content-Length", str(len(body))))
    ours.append(("Connection", "close" if close else "keep-alive"))
    lines = [f"HTTP/1.1 {reply.status} {reply.reason or _phrase(reply.status)}"]
    lines += [f"{name}: {value}" for name, value in ours if name.lower() not in given]
    lines += [f"{name}: {_one_line(value)}" for name, value in reply.headers]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    silent = reply.status in _NO_BODY or (request is not None and request.method == "HEAD")
    return head if silent else head + body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _one_line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ")
