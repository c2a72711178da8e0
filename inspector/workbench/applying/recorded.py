"""Makes a request of a recorded message, so that it can be sent once more."""

from inspector.model.message import Message, readable
from inspector.model.request import NoBody, RawBody, Request, RequestHeader

# What belongs to one message on one connection, or is made anew with each.
_MADE_ANEW = frozenset(
    [
        "host",
        "content-length",
        "content-type",
        "connection",
        "transfer-encoding",
        "accept-encoding",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "expect",
        "upgrade",
    ]
)
_OURS = frozenset({"default", "protocol", "proxy", "cookie"})


def request_of(message: Message) -> Request | None:
    """Return the request that sends such a message again; None where its body is no text."""
    try:
        text = message.body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    kind = next((h.value for h in message.headers if h.name.lower() == "content-type"), "")
    rows = tuple(
        RequestHeader(header.name, readable(header.value))
        for header in message.headers
        if header.name.lower() not in _MADE_ANEW
        and not header.name.startswith(":")
        and header.origin not in _OURS
    )
    return Request(
        method=message.method,
        url=message.url,
        headers=rows,
        body=RawBody(text=text, content_type=readable(kind)) if text else NoBody(),
    )
