"""Changes a finished message: a header set, a body replaced, its length kept right."""

import msgspec

from inspector.compose.marked import Marked
from inspector.model.message import Header, Message, Span

_replace = msgspec.structs.replace


def with_header(message: Message, header: Header) -> Message:
    """Return the message with this header in place of all of that name."""
    wanted = header.name.lower()
    kept = [each for each in message.headers if each.name.lower() != wanted]
    at = next(
        (index for index, each in enumerate(kept) if each.name.lower().startswith("content-")),
        len(kept),
    )
    return _replace(message, headers=(*kept[:at], header, *kept[at:]))


def without_headers(message: Message, *names: str) -> Message:
    """Return the message without the headers of these names."""
    unwanted = {name.lower() for name in names}
    kept = tuple(each for each in message.headers if each.name.lower() not in unwanted)
    return _replace(message, headers=kept)


def with_body(message: Message, data: bytes, secret: tuple[Span, ...]) -> Message:
    """Return the message with another body; a Content-Length that we added follows it.

    A body where there was none gets one: over HTTP/1.1 nobody would know where it ends (RFC 9112
    §6.3).
    """
    headers = tuple(
        _replace(each, value=str(len(data)))
        if each.name.lower() == "content-length" and each.origin == "default"
        else each
        for each in message.headers
    )
    told = any(each.name.lower() in _TELLS_THE_END for each in headers)
    if data and not told:
        headers = (*headers, Header("Content-Length", str(len(data)), origin="default"))
    return _replace(message, body=data, body_size=len(data), body_secret=secret, headers=headers)


_TELLS_THE_END = frozenset({"content-length", "transfer-encoding"})


def with_target(message: Message, target: str, secret: tuple[Span, ...]) -> Message:
    """Return the message with another target; its URL follows."""
    url = message.url[: len(message.url) - len(message.target)] + target
    return _replace(message, url=url, target=target, target_secret=secret)


def with_more_query(message: Message, more: Marked) -> Message:
    """Return the message with more at the end of its query, encoded already."""
    separator = "&" if "?" in message.target else "?"
    start = len(message.target) + len(separator)
    spans = tuple((start + first, start + last) for first, last in more.spans)
    target = message.target + separator + more.wire
    return with_target(message, target, (*message.target_secret, *spans))
