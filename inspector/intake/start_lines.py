"""Keeps what stands in one line on the wire in one line: a file can claim any other.

A recording whose method, address or header name breaks the line, or a collection with such a name,
would write lines of its own into reports and onto the terminal, in our name. On the wire none of
them holds CR, LF or NUL (RFC 9112 §2.2).
"""

import re
from typing import TypeVar

import msgspec

from inspector.model.attempt import Attempt
from inspector.model.collection import Collection, Folder
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request

Holder = TypeVar("Holder", Collection, Folder)
_replace = msgspec.structs.replace
_BREAK = re.compile(r"[\x00-\x1f\x7f\x85]")


def in_single_lines(attempt: Attempt) -> Attempt:
    """Return the attempt with no line break in a start line or the name of a header."""
    exchanges = tuple(map(_exchange, attempt.exchanges))
    if all(a is b for a, b in zip(exchanges, attempt.exchanges, strict=True)):
        return attempt
    return _replace(attempt, exchanges=exchanges)


def named_in_single_lines(holder: Holder) -> Holder:
    """Return a collection or folder whose names and methods are one line each, all below it too."""
    folders = tuple(map(named_in_single_lines, holder.folders))
    requests = tuple(map(_named, holder.requests))
    return _replace(holder, name=_BREAK.sub(" ", holder.name), folders=folders, requests=requests)


def _named(request: Request) -> Request:
    if not _BREAK.search(request.name + request.method):
        return request
    name, method = (_BREAK.sub(" ", text) for text in (request.name, request.method))
    return _replace(request, name=name, method=method)


def _exchange(exchange: Exchange) -> Exchange:
    request = _request(exchange.request)
    reply = _reply(exchange.reply) if exchange.reply is not None else None
    if request is exchange.request and reply is exchange.reply:
        return exchange
    return _replace(exchange, request=request, reply=reply)


def _request(message: Message) -> Message:
    headers = _headers(message.headers)
    parts = message.method + message.url + message.target + message.http_version
    if headers is message.headers and not _BREAK.search(parts):
        return message
    return _replace(
        message,
        method=_BREAK.sub(" ", message.method),
        url=_BREAK.sub(_encoded, message.url),
        target=_BREAK.sub(_encoded, message.target),
        http_version=_BREAK.sub(" ", message.http_version),
        headers=headers,
    )


def _reply(reply: Reply) -> Reply:
    headers = _headers(reply.headers)
    if headers is reply.headers and not _BREAK.search(reply.reason + reply.http_version):
        return reply
    return _replace(
        reply,
        reason=_BREAK.sub(" ", reply.reason),
        http_version=_BREAK.sub(" ", reply.http_version),
        headers=headers,
    )


def _headers(headers: tuple[Header, ...]) -> tuple[Header, ...]:
    if not any(_BREAK.search(each.name) for each in headers):
        return headers
    return tuple(_replace(each, name=_BREAK.sub(" ", each.name)) for each in headers)


def _encoded(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
