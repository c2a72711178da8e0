"""What Azure Storage has signed of headers and address for SharedKey.

Source: "Authorize with Shared Key", Blob, Queue and File services, version 2009-09-19 and later.
"""

from itertools import groupby
from urllib.parse import unquote

from inspector.model.message import Message, readable
from inspector.protocol.urls import split


def canonical_headers(message: Message) -> str:
    """Return the headers `x-ms-…` in their order, each with a line break at its end."""
    found = sorted(
        (each.name.lower(), " ".join(each.value.split()))
        for each in message.headers
        if each.name.lower().startswith("x-ms-")
    )
    return "".join(f"{name}:{value}\n" for name, value in found)


def canonical_resource(message: Message) -> str:
    """Return path and parameters, which the name of the account goes before."""
    parts = split(message.url)
    pairs = sorted(_pairs(parts.query))
    lines = (
        f"\n{name}:{','.join(value for _, value in same)}"
        for name, same in groupby(pairs, lambda pair: pair[0])
    )
    return (parts.path or "/") + "".join(lines)


def _pairs(query: str) -> list[tuple[str, str]]:
    pieces = (piece.partition("=") for piece in readable(query).split("&") if piece)
    return [(unquote(name).lower(), unquote(value)) for name, _, value in pieces]
