"""The address that a reply repeats: its words are the caller's own, and tell nothing.

"The path '/api/login' was not found" speaks of no login, "no region: forbidden" of no right.
"""

import re
from http import HTTPStatus
from urllib.parse import unquote

from inspector.model.exchange import Exchange
from inspector.protocol.urls import split

_PARTS = 2  # a path of one part may as well be a word: `/token`
_LONGEST = 300
_HOST = r"(?:https?://[^\s/'\"<>]{1,200})?"
_QUERY = r"(?:\?[^\s'\"<>]{0,200})?"


def own_address(exchange: Exchange) -> re.Pattern[str] | None:
    """Return a pattern for the address that was asked for, None where it has nothing of its own.

    Where nothing is there, the last part of a path counts as well, quoted or after a colon.
    """
    path = unquote(split(exchange.request.url).path)[:_LONGEST]
    parts = [part for part in path.split("/") if part]
    reply = exchange.reply
    if not parts or reply is None:
        return None
    found = []
    if len(parts) >= _PARTS:
        whole = "/".join(map(re.escape, parts))
        found.append(rf"{_HOST}/?{whole}/?{_QUERY}(?!\w)")
    if reply.status == HTTPStatus.NOT_FOUND:
        last = re.escape(parts[-1])
        found.append(rf"(?<=['\"`(]){last}(?=['\"`)\s])|(?<=: ){last}(?=\W*\Z)")
    return re.compile("|".join(found)) if found else None
