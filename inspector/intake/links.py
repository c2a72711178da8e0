"""Joins the exchanges of a recording: which reply led to which request, and what for."""

from urllib.parse import urldefrag

import msgspec

from inspector.model.exchange import Exchange, Purpose
from inspector.model.message import Message, first
from inspector.protocol.urls import joined
from inspector.reading.statuses import LEADS_ON

_ANSWERS: dict[int, tuple[str, Purpose]] = {
    401: ("authorization", "challenge-answer"),
    407: ("proxy-authorization", "proxy-answer"),
}
_GRANT = b"grant_type="


class Linker:
    """Takes the exchanges in order and says of each which earlier one it answers."""

    def __init__(self) -> None:
        self._targets: dict[str, int] = {}
        self._challenges: dict[tuple[str, str], tuple[int, int, str | None]] = {}
        self._index = 0

    def link(self, exchange: Exchange) -> Exchange:
        """Return the exchange with `answers` and `purpose` filled in."""
        index, self._index = self._index, self._index + 1
        answers, purpose = self._origin(exchange.request)
        self._remember(index, exchange)
        if answers is None and purpose == "main":
            return exchange
        return msgspec.structs.replace(exchange, answers=answers, purpose=purpose)

    def _origin(self, request: Message) -> tuple[int | None, Purpose]:
        if self._challenges:
            asked = self._challenges.get((request.method, request.url))
            if asked:
                index, status, before = asked
                name, purpose = _ANSWERS[status]
                now = first(request.headers, name)
                if now is not None and now != before:
                    return index, purpose
        if self._targets:
            target = self._targets.pop(_plain(request.url), None)
            if target is not None:
                return target, "redirect"
        return None, _purpose(request)

    def _remember(self, index: int, exchange: Exchange) -> None:
        request, reply = exchange.request, exchange.reply
        if reply is None:
            return
        if reply.status in _ANSWERS:
            before = first(request.headers, _ANSWERS[reply.status][0])
            self._challenges[request.method, request.url] = (index, reply.status, before)
        elif self._challenges:
            self._challenges.pop((request.method, request.url), None)
        if reply.status in LEADS_ON:
            location = first(reply.headers, "location")
            if location:
                self._targets[_plain(joined(request.url, location) or location)] = index


def _plain(url: str) -> str:
    try:
        return urldefrag(url).url
    except ValueError:
        return url


def _purpose(request: Message) -> Purpose:
    if request.method == "CONNECT":
        return "proxy-connect"
    if request.method == "OPTIONS" and first(request.headers, "access-control-request-method"):
        return "preflight"
    if request.method == "POST" and request.body and _GRANT in request.body[:4096]:
        return "token"
    return "main"
